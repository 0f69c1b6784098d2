package attribution

import (
	"regexp"
	"strings"

	"dictum.example/quote"
)

var (
	declined = regexp.MustCompile(`(?i)\b(?:declin|refus)(?:e|es|ed|ing)\b|\b(?:not|n[’']t|never|cannot) (?:\w+ )?(?:say|comment|answer|respond|disclose|elaborate|specify|discuss|reveal|confirm|explain|address|reply|identify|name|provide|give)\b`)
	denied   = regexp.MustCompile(`(?i)\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|rebut(?:s|ted|ting)?|refut(?:e|es|ed|ing))\b`)
	negated  = regexp.MustCompile(`(?i)\b(?:not|never|no longer|cannot)\b|n[’']t\b`)
)

// polarity tells from the cue whether the speaker says the content.
func polarity(cue, content string) quote.Polarity {
	switch {
	case declined.MatchString(cue):
		return quote.Declined
	case denied.MatchString(cue):
		return quote.Denied
	case negated.MatchString(cue):
		return quote.Declined
	}
	return quote.Affirmed
}

// telling are the verbs whose object is whom something is said to, by their first letters.
var telling = regexp.MustCompile(`(?i)\b(?:tell|told|inform|assur|remind|warn|notif|advis|ask|urg|persuad|convinc)\w*\b`)

// isTelling reports whether the cue takes the addressee for its object.
func isTelling(cue string) bool { return telling.MatchString(cue) }

// saying are the verbs that mean that something is said, whatever that is.
var saying = regexp.MustCompile(`(?i)\b(?:stress|re(?:veal|iterat|affirm|count|mark|lay|but)|point(?:s|ed|ing)? out|under(?:lin|scor)|emphasi[sz]|highlight|affirm|alleg|inform|assur|remind|explain|clarif|caution|complain|confirm|mention|insist|vow|pledg|promis|repeat|notif|elaborat|disclos|critici[sz]|denounc|slam|condemn|commend|laud|hail|prais|blam|quip|admit|acknowledg|conced)(?:s|es|ed|ied|ies|e|y|ing|med|ming|ped|ting|ted)?$|\b(?:stat|specif)(?:es|ed|ing|ied|ies|ying)$|\bma(?:de|kes|king) (?:it )?clear$`)

// unsaid are the words that make nothing said of a verb of saying.
var unsaid = regexp.MustCompile(`(?i)\b(?:without|avoid\w*|would|could|might|may|should|difficult|hereby|hardly|fail\w*)\b`)

// isSaying reports whether the cue of a quote is a verb of saying in the active.
func isSaying(q *quote.Quote) bool {
	return q.Cue != nil && q.Polarity != quote.Declined && saying.MatchString(q.Cue.Text) && !unsaid.MatchString(q.Cue.Text) && !isPassive(q.Cue.Text)
}

// isHearsay reports whether the cue names nobody who could be asked: "reportedly", "It is said".
func isHearsay(cue string) bool {
	cue = strings.ToLower(cue)
	for _, w := range []string{"reportedly", "allegedly", "supposedly", "is said", "are said", "was said", "were said", "is believed", "are believed", "was believed", "were believed", "is expected", "are expected", "is considered"} {
		if strings.Contains(cue, w) {
			return true
		}
	}
	return false
}

// passive is a cue whose subject is whom or what is spoken of, and not who speaks: "was dubbed", "being told". In
// "is expected to say" the subject speaks.
var passive = regexp.MustCompile(`(?i)\b(?:be|been|being|is|are|was|were|become|becomes|became)\s+(?:\w+ly\s+|not\s+)*(?:\w+ed|known|told|said|seen|written|given|taken|thought|heard|understood|found|shown)\b|^known\b`)

// addressed is a cue whose subject is asked, told or thought to do something, and says nothing: "is being asked", "is believed".
var addressed = regexp.MustCompile(`(?i)\b(?:be|been|being|is|are|was|were)\s+(?:\w+ly\s+|not\s+|being\s+)*(?:asked|told|urged|ordered|requested|instructed|advised|reminded|assured|informed|notified|believed|thought|said|alleged|rumou?red)$`)

// isAddressed reports whether the subject of a cue that stands before it is asked, told or thought to do something.
func isAddressed(cue string) bool { return addressed.MatchString(cue) }

// isPassive reports whether the subject of the cue is not who says the content.
func isPassive(cue string) bool {
	at := passive.FindStringIndex(cue)
	return at != nil && !strings.HasPrefix(strings.TrimLeft(cue[at[1]:], " "), "to ")
}
