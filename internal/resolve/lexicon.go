package resolve

import (
	_ "embed"
	"strings"
	"sync"
)

// lexicon.txt holds a word and its parts of speech a line; train/coref/lexicon.py writes it.
//
//go:embed lexicon.txt
var lexiconText string

var lexicon = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 8192)
	for line := range strings.Lines(lexiconText) {
		if word, tags, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			m[word] = tags
		}
	}
	return m
})

// tagsOf returns the parts of speech of a lower-case word, the likeliest first.
func tagsOf(low string) string { return lexicon()[low] }

// A gender is what is known of a person's gender.
type gender int8

const (
	unknown gender = iota
	male
	female
)

// set makes a set of the words of s.
func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// Courtesy titles and titles of rank, without their stop. The former tell
// gender and no role; the latter are roles.
var (
	courtesy = map[string]gender{
		"mr": male, "mrs": female, "ms": female, "miss": female, "mx": unknown, "sir": male, "dame": female,
		"lady": female, "lord": male, "madam": female, "madame": female, "mme": female, "mlle": female,
		"dr": unknown, "prof": unknown, "herr": male, "frau": female, "señor": male, "señora": female,
		"messrs": male, "mister": male, "monsieur": male,
	}
	rank = set(`sen sens rep reps gov gen lt col maj capt cpt sgt cpl pvt adm cmdr rev hon pres supt insp det cllr
		atty pte brig fr cpo officer detective constable sergeant captain lieutenant colonel major general admiral
		president minister prime chancellor senator representative congressman congresswoman governor mayor
		judge justice secretary director ambassador professor doctor councillor councilman councilwoman
		commissioner chairman chairwoman chairperson chair chief ceo premier deputy vice foreign reverend
		bishop archbishop cardinal imam rabbi ayatollah mullah spokesman spokeswoman spokesperson speaker
		attorney inspector superintendent sheriff coach former`)
	// religious are the titles that names are often known with.
	religious = set("imam pope bishop archbishop cardinal rabbi ayatollah sheikh saint father fr")
	// givenTitle are the titles that stand before a given name alone.
	givenTitle = set("sir dame uncle aunt")
	// surnameSuffix are what follows a surname.
	surnameSuffix = set("jr sr jnr snr ii iii iv v qc kc sc md phd esq mp")
	// weekdays name nobody alone.
	weekdays = set("monday tuesday wednesday thursday friday saturday sunday")
	// particles open a surname in lower case.
	particles = set("de da di do dos du van von der den del della la le bin ibn al el ben ter ten af av zu")
	// corporate are the words that an organisation's name may be given without.
	corporate = set(`inc incorporated corp corporation co company ltd limited llc llp plc ag sa gmbh nv bv spa ab oyj
		holdings holding group pty`)
	articles = set("the a an")
	// feminine and masculine nouns tell the gender of whom they are said of.
	feminine = set(`woman girl lady mother wife daughter sister widow actress queen princess spokeswoman chairwoman
		congresswoman councilwoman businesswoman policewoman congresswomen heroine grandmother aunt niece mum mom
		waitress hostess duchess baroness countess bride goddess girlfriend saleswoman sportswoman assemblywoman
		alderwoman stepmother mistress nun empress heiress forewoman`)
	masculine = set(`man boy gentleman father husband son brother widower actor king prince spokesman chairman
		congressman councilman businessman policeman grandfather uncle nephew dad waiter duke baron bridegroom
		boyfriend salesman sportsman assemblyman alderman stepfather monk emperor heir fireman foreman pope priest
		imam bishop archbishop fisherman`)
	// institution are the words of bodies that every country has one of: a name
	// made of nothing else needs a country to be a name.
	institution = set(`ministry foreign interior defence defense finance health education justice energy labour labor
		agriculture transport trade culture environment information intelligence supreme constitutional high central national
		federal electoral election court bank parliament government cabinet senate congress army navy air force
		police department treasury assembly commission affairs and of the council agency general prosecutor office
		prosecution state security service home economy`)
)
