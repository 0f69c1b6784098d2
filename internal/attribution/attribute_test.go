package attribution_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

var markup = regexp.MustCompile(`\{([scq])(\d) |\[([A-Z_]+) |[}\]]`)

// marked makes a reading by hand: "{s1 …}" is a source, "{q1 …}" a cue and "{c1 …}"
// a content, of which those with one number go together; "[PERSON …]" is a name.
func marked(tb testing.TB, s string) *reader.Reading {
	type open struct {
		part, group, name string
		start             int
	}
	var plain strings.Builder
	var stack []open
	r := &reader.Reading{}
	groups := map[string][]string{}
	lists := map[string]*[]reader.Label{"s": &r.Sources, "q": &r.Cues, "c": &r.Contents, "": &r.Names}
	at := 0
	for _, m := range markup.FindAllStringSubmatchIndex(s, -1) {
		plain.WriteString(s[at:m[0]])
		at = m[1]
		sub := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s[m[2*i]:m[2*i+1]]
		}
		if closing := s[m[0]:m[1]]; closing == "}" || closing == "]" {
			if len(stack) == 0 {
				tb.Fatalf("%q: nothing to close at %d", s, m[0])
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			list := lists[o.part]
			*list = append(*list, reader.Label{Span: text.Span{Start: o.start, End: plain.Len()}, Type: o.name, Score: .99, Last: .99})
			groups[o.part] = append(groups[o.part], o.group)
			continue
		}
		stack = append(stack, open{sub(1), sub(2), sub(3), plain.Len()})
	}
	plain.WriteString(s[at:])
	links := func(from, to string) [][]reader.Link {
		out := make([][]reader.Link, len(groups[from]))
		for i, g := range groups[from] {
			out[i] = []reader.Link{{To: reader.None, P: .98}}
			for k, h := range groups[to] {
				if h == g {
					out[i] = []reader.Link{{To: k, P: .98}, {To: reader.None, P: .02}}
				}
			}
		}
		return out
	}
	r.ContentCue, r.CueSource = links("c", "q"), links("q", "s")
	r.CueSpeech = make([]float32, len(r.Cues))
	for i := range r.CueSpeech {
		r.CueSpeech[i] = .99
	}
	r.Layout = text.Parse(plain.String())
	return r
}

// attributed writes the quotes of a marked text, one a line.
func attributed(tb testing.TB, s string) []string {
	r := marked(tb, s)
	var out []string
	for _, q := range attribute(r) {
		line := fmt.Sprintf("%s: %s [%s]", q.Kind, q.Text, q.Speaker)
		for _, e := range q.Joint {
			line += " & " + e.Name
		}
		if q.Speaker == nil && q.SpeakerKind != "" {
			line += " " + string(q.SpeakerKind)
		}
		if q.Polarity != quote.Affirmed {
			line += " " + string(q.Polarity)
		}
		for _, n := range q.Nested {
			line += " within: " + n.Text
		}
		if q.Addressee != nil {
			line += " to " + q.Addressee.Name
		}
		out = append(out, line)
	}
	return out
}

// attribute makes the quotes of a reading.
func attribute(r *reader.Reading) []*quote.Quote {
	d := doc.New(r)
	return attribution.Attribute(d, resolve.Resolve(d, time.Time{}))
}

func TestAttribute(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"split", `{c1 “The road,”} {q1 said} {s1 [PERSON Nora Lind]}, {c1 “will stay shut.”}`,
			[]string{"direct: “The road,” … “will stay shut.” [Nora Lind]"}},
		{"marks belong to the content", `“{c1 The road will stay shut},” {q1 said} {s1 [PERSON Nora Lind]}.`,
			[]string{"direct: “The road will stay shut,” [Nora Lind]"}},
		{"the final stop does not", `{s1 [ORG Halden Rail]} {q1 said} {c1 it would refund tickets.}`,
			[]string{"indirect: it would refund tickets [Halden Rail]"}},
		{"an abbreviation keeps its stop", `{s1 [ORG Halden Rail]} {q1 said} {c1 it would leave the [GPE U.S.]}`,
			[]string{"indirect: it would leave the U.S. [Halden Rail]"}},
		{"most of a quotation is all of it", `{s1 [PERSON Nora Lind]} {q1 said}: “We opened in {c1 May and shut the same week for want of staff and money.}”`,
			[]string{"direct: “We opened in May and shut the same week for want of staff and money.” [Nora Lind]"}},
		{"mixed", `{s1 [PERSON Nora Lind]} {q1 called} {c1 the plan “a farce”}.`,
			[]string{"mixed: the plan “a farce” [Nora Lind]"}},
		{"goes on after its cue", `{c1 “We lost,”} {s1 [PERSON Nora Lind]} {q1 said}. “We will appeal.”`,
			[]string{"direct: “We lost,” … “We will appeal.” [Nora Lind]"}},
		{"open over a paragraph", "{c1 “We are tired,”} {q1 said} {s1 [PERSON Nora Lind]}. “We want answers.\n\n“We want them now.”",
			[]string{"direct: “We are tired,” … “We want answers. … “We want them now.” [Nora Lind]"}},
		{"the next paragraph is the story again", "{s1 [PERSON Nora Lind]} {q1 said}: {c1 “The tests began in June.}\n\n{c1 The ministry did not reply}.",
			[]string{"direct: “The tests began in June. [Nora Lind]"}},
		{"marks that close in the next paragraph", "{s1 [PERSON Nora Lind]} {q1 said}, {c1 \"The tests began in June.}\n\n{c1 They were loud.\"}",
			[]string{"mixed: \"The tests began in June. … They were loud.\" [Nora Lind]"}},
		{"the next paragraph is no content", "{s1 [PERSON Nora Lind]} {q1 said} {c1 the tests began in June}.\n\n{c1 Rain} fell on Halden. {s2 [PERSON Nora Lind]} {q2 demanded}:\n\n{c2 The end of all tests}.\n\n",
			[]string{"indirect: the tests began in June [Nora Lind]", "indirect: The end of all tests [Nora Lind]"}},
		{"it, after an organisation spoke", "{s1 [ORG Halden Rail]} {q1 said} {c1 it was unclear who had paid}.\n\n{s2 It} {q2 added} {c2 the trains would run}. {s3 [PERSON Nora Lind]} {q3 agreed}: {c3 “It is late.”}",
			[]string{"indirect: it was unclear who had paid [Halden Rail]", "indirect: the trains would run [Halden Rail]", "direct: “It is late.” [Nora Lind]"}},
		{"a name that was part of a body's", "{s1 [PERSON Te Rau] of [ORG Nga Kura] trust chair [PERSON Nora Lind]} {q1 said} {c1 it was late}.",
			[]string{"indirect: it was late [Nora Lind]"}},
		{"list below a name", "[PERSON Nora Lind], [ORG Halden Bank]\n– Forecast: 90 percent\n– “It will hinge on the vote.”\n\n[PERSON Karl Beck], [ORG Lund Bank]\n– “It is late.”",
			[]string{"direct: “It will hinge on the vote.” [Nora Lind]", "direct: “It is late.” [Karl Beck]"}},
		{"name behind a quotation of a list", "• “Nobody asked us.” [PERSON Karl Beck], driver\n• “It is late.” – [PERSON Nora Lind]",
			[]string{"direct: “Nobody asked us.” [Karl Beck]", "direct: “It is late.” [Nora Lind]"}},
		{"turns of several paragraphs", "Q: Will you run?\n\nA: We expect a lot.\n\nI hope to.\n\n(Laughs)\n\nQ: When?\n\nA: In May.",
			[]string{"direct: Will you run? [] unnamed-person", "direct: We expect a lot. … I hope to. [] unnamed-person", "direct: When? [] unnamed-person", "direct: In May. [] unnamed-person"}},
		{"who answers", "[PERSON Nora Lind] runs a bank. [PERSON Lind] met [PERSON Karl Beck] and spoke with us.\n\nQ1: Will you run?\n\nA1: I hope to.\n\nQ2: When?\n\nA2: In May.",
			[]string{"direct: Will you run? [] unnamed-person", "direct: I hope to. [Nora Lind]", "direct: When? [] unnamed-person", "direct: In May. [Nora Lind]"}},
		{"what the story explains", "{s1 [PERSON Nora Lind]} {q1 called} {c1 it “partial,” meaning that it was not whole}.",
			[]string{"mixed: it “partial,” [Nora Lind]"}},
		{"the agency of a story", "{c1 “It is late,”} {s1 [PERSON Nora Lind]} {q1 said}. {c2 “It is dark.”} {q2 -} {s2 [ORG Halden News]}",
			[]string{"direct: “It is late,” [Nora Lind]", "direct: “It is dark.” [Nora Lind]"}},
		{"a list of players", "GOALKEEPERS: [PERSON Karl Beck] (Halden), [PERSON Jan Moe] (Lund).\n\nFORWARDS: [PERSON Ole Ruud] (Halden), [PERSON Per Dahl] (Lund).", nil},
		{"shares", "{s1 45.5%} {q1 said} {c1 it was late}. {s2 The people affected} {q2 said} {c2 it was dark}. {s3 The CEO} {q3 said} {c3 so}.",
			[]string{"indirect: it was late [] unnamed-group", "indirect: it was dark [] unnamed-group", "indirect: so [] unnamed-person"}},
		{"who heads a bank", "[PERSON Nora Lind], head of [ORG Halden Bank] {s1 who} {q1 said} {c1 it was late}, left. {s2 Deputy Minister of Justice [PERSON Karl Beck]} {q2 said} {c2 so}.",
			[]string{"indirect: it was late [Nora Lind]", "indirect: so [Karl Beck]"}},
		{"they, after two opened a sentence", "[PERSON Nora Lind] and [PERSON Anna Holm] left the house. {c1 It was hard}, {s1 they} {q1 say}.",
			[]string{"indirect: It was hard [Nora Lind] & Anna Holm"}},
		{"they, after two spoke", "Both {s1 [PERSON Nora Lind] and [PERSON Anna Holm]} {q1 said} {c1 it was hard}. {c2 “It is late,”} {s2 [PERSON Lind]} {q2 said}. {s3 They} {q3 said} {c3 it was dark}.",
			[]string{"indirect: it was hard [Nora Lind] & Anna Holm", "direct: “It is late,” [Nora Lind]", "indirect: it was dark [Nora Lind] & Anna Holm"}},
		{"they, of others", "[PERSON Nora Lind] and [PERSON Anna Holm] left the house. The police came. {c1 It was hard}, {s1 they} {q1 say}.",
			[]string{"indirect: It was hard [] unnamed-group"}},
		{"the government of two", "{s1 The government of [PERSON Nora Lind] and [PERSON Karl Beck]} {q1 announced} {c1 a tax}.",
			[]string{"indirect: a tax [] organisation"}},
		{"a name that somebody gives", "{s1 A student}, who gave her name as [PERSON Nora], {q1 said} {c1 it was late}. {s2 A driver} who met [PERSON Karl Beck] {q2 said} {c2 so}. {s3 A 23-year-old} who asked to remain anonymous and used the pseudonym [PERSON Anna Holm] {q3 agreed}: {c3 “It is dark.”}",
			[]string{"indirect: it was late [Nora]", "indirect: so [] unnamed-person", "direct: “It is dark.” [Anna Holm]"}},
		{"he, of whoever has a woman's name", "{s1 [PERSON Abbey Lind]} {q1 said} {c1 it was late}.\n\n{c2 “It is dark,”} {s2 he} {q2 added}.\n\n{s3 [PERSON Anna Holm]} {q3 said} {c3 it was dark}. Ms. [PERSON Holm] left. {c4 “It is cold,”} {s4 he} {q4 added}.",
			[]string{"indirect: it was late [Abbey Lind]", "direct: “It is dark,” [Abbey Lind]", "indirect: it was dark [Anna Holm]", "direct: “It is cold,” []"}},
		{"which, of a noun", "[PERSON Nora Lind] ordered an investigation, {s1 which} {q1 found} {c1 it was late}. She reads [ORG Coast] magazine, {s2 which} {q2 said} {c2 so}.",
			[]string{"indirect: it was late [] document", "indirect: so [Coast]"}},
		{"who said it in an interview, according to another", "{c1 “It is late,” [PERSON Nora Lind] said in an interview}, {q1 according to} {s1 [ORG Halden News]}.",
			[]string{"direct: “It is late,” [Nora Lind]"}},
		{"who said what follows, according to another", "{c1 King [PERSON Karl] stressed that it was late}, {q1 according to} {s1 a court statement}. {c2 King [PERSON Karl] left the hall}, {q2 according to} {s2 a court statement}.",
			[]string{"indirect: that it was late [Karl]", "indirect: King Karl left the hall [] document"}},
		{"who said it, according to another", "{c1 “It is late,” [PERSON Nora Lind] said}, {q1 according to} {s1 [ORG Halden News]}. {c2 It was dark, said [PERSON Karl Beck]}, {q2 according to} {s2 [ORG Halden News]}. {c3 It was [PERSON Karl Beck]}, {q3 according to} {s3 [ORG Halden News]}.",
			[]string{"direct: “It is late,” [Nora Lind]", "indirect: It was dark [Karl Beck]", "indirect: It was Karl Beck [Halden News]"}},
		{"he, after somebody unnamed in the paragraph before", "{s1 [PERSON Karl Beck]} {q1 said} {c1 it was late}.\n\n{s2 A spokesman} {q2 said} {c2 so}. {s3 He} {q3 said} {c3 it was dark}.\n\n{c4 “It is cold,”} {s4 he} {q4 wrote}.",
			[]string{"indirect: it was late [Karl Beck]", "indirect: so [] unnamed-person", "indirect: it was dark [] unnamed-person", "direct: “It is cold,” [] unnamed-person"}},
		{"bodies with one voice", "{s1 [ORG Halden Bank], [GPE Lund] and the [ORG Coast Authority]} {q1 said} {c1 it was late}. {s2 The [ORG University of Halden], [GPE Lund],} {q2 said} {c2 so}. {s3 Unions, [ORG Coast Drivers] and [ORG Port Workers],} {q3 agreed}: {c3 “It is dark.”}",
			[]string{"indirect: it was late [Halden Bank] & Lund & Coast Authority", "indirect: so [University of Halden]", "direct: “It is dark.” [] organisation"}},
		{"images", "{s1 The latest photos} {q1 show} {c1 it was late}. {s2 Models} {q2 suggest} {c2 so}.",
			[]string{"indirect: it was late [] document", "indirect: so [] document"}},
		{"members of a party", "{s1 [ORG Coast Party] ([ORG CP]) lawmakers} {q1 demanded} {c1 a vote}. {s2 Several [ORG UN] agencies} {q2 said} {c2 so}. {s3 [ORG UN] authorities} {q3 said} {c3 no}. {c4 “It is late,”} {q4 said} {s4 the 22 year old}.",
			[]string{"indirect: a vote [] unnamed-group", "indirect: so [] organisation", "indirect: no [UN]", "direct: “It is late,” [] unnamed-person"}},
		{"the two, and the latter", "[PERSON Nora Lind] met [PERSON Karl Beck] and [PERSON Anna Holm]. {s1 The two} {q1 said} {c1 it was late}. [PERSON Nora Lind] called [PERSON Anna Holm], after {s2 the latter} {q2 asked for} {c2 help}.",
			[]string{"indirect: it was late [Karl Beck] & Anna Holm", "indirect: help [Anna Holm]"}},
		{"whoever is asked says nothing", "{s1 [ORG Halden Board]} {q1 is being asked} {c1 to pay}. {s2 [PERSON Nora Lind]} {q2 was quoted as saying} {c2 it was late}.",
			[]string{"indirect: to pay []", "indirect: it was late [Nora Lind]"}},
		{"whom an agency quotes", "{c1 “It is late,”} {s1 [ORG Halden News]} {q1 quoted} minister [PERSON Nora Lind] as saying on Thursday.",
			[]string{"direct: “It is late,” [Nora Lind]"}},
		{"a condition is no content", "{c1 It was late}, {s1 an official} {q1 said}, {c1 on condition of anonymity}.",
			[]string{"indirect: It was late [] unnamed-person"}},
		{"a group by its name", "{s1 A group, the [ORG Halden Board],} {q1 said} {c1 it was late}.",
			[]string{"indirect: it was late [Halden Board]"}},
		{"whose decision", "{s1 [ORG Halden Rail]’s} {q1 decision} {c1 to refund tickets} came late. So did {s2 [PERSON Nora Lind]’s} {q2 promise} {c2 to resign}.",
			[]string{"indirect: to refund tickets [Halden Rail]", "indirect: to resign [Nora Lind]"}},
		{"he who was spoken of does not speak", "{s1 A guest} {q1 said}: {c1 “We thank [PERSON Nora Lind].”}\n\n{s2 She} {q2 said} {c2 it was late}.",
			[]string{"direct: “We thank Nora Lind.” [] unnamed-person", "indirect: it was late [] unnamed-person"}},
		{"a name that begins the content", "{q1 According to} {s1 a study of readers}, {c1 [PERSON Nora Lind] leads}. {q2 According to} {s2 its editor}, [PERSON Karl Beck], {c2 it is new}.",
			[]string{"indirect: Nora Lind leads [] document", "indirect: it is new [Karl Beck]"}},
		{"whom the relative clause is about", "[PERSON Nora Lind] wrote to officials, {s1 who} {q1 said} {c1 it was late}. [PERSON Karl Beck], a teacher, {s2 who} {q2 said} {c2 it was over}, left.",
			[]string{"indirect: it was late [] unnamed-group", "indirect: it was over [Karl Beck]"}},
		{"office without an article", "[PERSON Nora Lind], secretary of the [ORG Halden Board] ([ORG HB]), left. {s1 HB secretary} {q1 said} {c1 it was late}. {s2 Board chairman} {q2 said} {c2 it was over}.",
			[]string{"indirect: it was late [Nora Lind]", "indirect: it was over [] unnamed-person"}},
		{"one described with and", "[ORG Kiwi Fern] won. {s1 The former [ORG Kiwi Fern] and club player} {q1 said} {c1 it was late}. {s2 The mayor and a councillor} {q2 said} {c2 it was over}.",
			[]string{"indirect: it was late [] unnamed-person", "indirect: it was over [] unnamed-person"}},
		{"where a story begins", "[GPE Halden]{q1 :} {c1 The king received the queen of Norway today}.",
			nil},
		{"where somebody lives", "{s1 Police in [GPE Halden], where [PERSON Nora Lind] lives,} {q1 said} {c1 it was late}.",
			[]string{"indirect: it was late [] unnamed-group"}},
		{"no cue, the last person named", "[PERSON Nora Lind] defended the vote.\n\n“Somebody had to decide.”",
			[]string{"direct: “Somebody had to decide.” [Nora Lind]"}},
		{"taking turns", "{c1 “Did you sign?”} {q1 asked} {s1 [PERSON Lund]}.\n\n{c2 “I did,”} {q2 said} {s2 [PERSON Tarr]}.\n\n“When?”\n\n“In May.”",
			[]string{"direct: “Did you sign?” [Lund]", "direct: “I did,” [Tarr]", "direct: “When?” [Lund]", "direct: “In May.” [Tarr]"}},
		{"who the story leads to", "{c1 “We lost,”} {q1 said} {s1 [PERSON Nora Lind]}.\n\n[PERSON Karl Beck] shook his head.\n\n“They cheated.”",
			[]string{"direct: “We lost,” [Nora Lind]", "direct: “They cheated.” [Karl Beck]"}},
		{"who spoke last, a story in between", "{c1 “We lost,”} {q1 said} {s1 [PERSON Nora Lind]}.\n\nRain fell on the town.\n\n“We will appeal.”",
			[]string{"direct: “We lost,” [Nora Lind]", "direct: “We will appeal.” [Nora Lind]"}},
		{"somebody unnamed after", "[PERSON Karl Beck] left.\n\n“It is over,” a neighbour told the Post.",
			[]string{"direct: “It is over,” [] unnamed-person"}},
		{"a statement named after", "[PERSON Karl Beck] left.\n\n“It is over,” [PERSON Nora Lind]’s letter reads.",
			[]string{"direct: “It is over,” [Nora Lind]"}},
		{"paragraph before another speaker's", "{s1 [PERSON Nora Lind]} {q1 said} {c1 the road was shut}.\n\n{c2 “We are tired.”}\n\n{s2 [PERSON Karl Beck]} {q2 said} {c2 it would open}.",
			[]string{"indirect: the road was shut [Nora Lind]", "direct: “We are tired.” [Nora Lind]", "indirect: it would open [Karl Beck]"}},
		{"quotation that its paragraph leads to", "[PERSON Nora Lind] came by ship: {c1 “We are tired.”}\n\n{c1 “It is late,”} {s1 [PERSON Karl Beck]} {q1 said}.",
			[]string{"direct: “We are tired.” [Nora Lind]", "direct: “It is late,” [Karl Beck]"}},
		{"paragraph after another's story", "{c1 “We lost,”} {q1 said} {s1 [PERSON Nora Lind]}.\n\n[PERSON Karl Beck] shook his head.\n\n{c1 “They cheated.”}",
			[]string{"direct: “We lost,” [Nora Lind]", "direct: “They cheated.” [Karl Beck]"}},
		{"pronoun that nothing resolves", "{s1 [PERSON Nora Lind]} {q1 said} {c1 the road was shut}. {c2 “It snows,”} {s2 she} {q2 said}.",
			[]string{"indirect: the road was shut [Nora Lind]", "direct: “It snows,” [Nora Lind]"}},
		{"taking turns, the question linked to the answer", "{c1 “Did you sign?”} {q1 asked} {s1 [PERSON Lund]}.\n\n{c2 “I did,”} {q2 said} {s2 [PERSON Tarr]}.\n\n{c2 “When?”}\n\n“In May.”",
			[]string{"direct: “Did you sign?” [Lund]", "direct: “I did,” [Tarr]", "direct: “When?” [Lund]", "direct: “In May.” [Tarr]"}},
		{"sentence that leads to a quotation", `{s1 [PERSON Nora Lind]} {q1 praised} {c1 her brother [PERSON Karl Beck]}. {c2 “He tried,”} {s2 [PERSON Lind]} {q2 said}.`,
			[]string{"direct: “He tried,” [Nora Lind]"}},
		{"question put to the speaker", `{q1 Asked} {c1 whether she knew}, {s2 [PERSON Nora Lind]} {q2 said} {c2 that she did not}.`,
			[]string{"indirect: that she did not [Nora Lind]"}},
		{"question of somebody", `{s1 [PERSON Karl Beck]} {q1 asked} {c1 whether she knew}.`,
			[]string{"indirect: whether she knew [Karl Beck]"}},
		{"term", `{s1 The law} {q1 does not define} {c1 “vessel”}.`, nil},
		{"infinitive of the cue", `{s1 [PERSON Nora Lind]} {q1 is expected} {c1 to say the road will open}.`,
			[]string{"indirect: the road will open [Nora Lind]"}},
		{"quoted by another", `{s1 The paper} {q1 ran a column quoting} {c1 [PERSON Nora Lind] as saying “I saw it first”}.`,
			[]string{"direct: “I saw it first” [Nora Lind]"}},
		{"relative clause that ends", `[PERSON Nora Lind], {s1 who} {q1 said} {c1 she had seen the ship, went home early}.`,
			[]string{"indirect: she had seen the ship [Nora Lind]"}},
		{"relative clause that goes on", `It was [PERSON Nora Lind], {s1 who} {q1 said} {c1 she had seen the ship, went home early and slept}.`,
			[]string{"indirect: she had seen the ship, went home early and slept [Nora Lind]"}},
		{"relative clause with a list", `[PERSON Nora Lind], {s1 who} {q1 said} {c1 she had seen the ship, and the fire, left}.`,
			[]string{"indirect: she had seen the ship, and the fire, left [Nora Lind]"}},
		{"quote in a quote", `{c1 “He told me, ‘Leave now,’ and ‘soon’,”} {q1 said} {s1 [PERSON Nora Lind]}.`,
			[]string{"direct: “He told me, ‘Leave now,’ and ‘soon’,” [Nora Lind] within: ‘Leave now,’"}},
		{"scare quotes", `The “summit” lasted nine minutes.`, nil},
		{"title of a work", `Her novel “The Salt Road” sold out.`, nil},
		{"apposition", `{s1 [GPE Norway]’s envoy to [GPE Chad], [PERSON Nora Lind],} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [Nora Lind]"}},
		{"two speakers", `{s1 [PERSON Ana Ruiz] and [PERSON Karl Beck]} {q1 said} {c1 they would sue}.`,
			[]string{"indirect: they would sue [Ana Ruiz] & Karl Beck"}},
		{"somebody's spokesman", `{s1 A spokesman for [PERSON Nora Lind]} {q1 said} {c1 she was ill}.`,
			[]string{"indirect: she was ill [] unnamed-person"}},
		{"spokesman of an officer", `{s1 a spokesman for former mayor [PERSON Nora Lind]} {q1 said} {c1 she was ill}.`,
			[]string{"indirect: she was ill [] unnamed-person"}},
		{"name after the place of an office", `{s1 jurist and professor at the [ORG University of Halden] [PERSON Nora Lind]} {q1 said} {c1 it was late}.`,
			[]string{"indirect: it was late [Nora Lind]"}},
		{"title of several words", `{s1 Chief of Police General [PERSON Nora Lind]} {q1 said} {c1 it was late}.`,
			[]string{"indirect: it was late [Nora Lind]"}},
		{"title with a thing", `{s1 Minister of state for roads [PERSON Nora Lind]} {q1 said} {c1 it was late}.`,
			[]string{"indirect: it was late [Nora Lind]"}},
		{"kind of speaker: participle behind the noun", `{s1 A Halden University poll released in May} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] document"}},
		{"kind of speaker: group with a participle", `{s1 Analysts surveyed by the [ORG Halden Bank]} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] unnamed-group"}},
		{"kind of speaker: two adjectives", `{s1 Federal and state officials} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] unnamed-group"}},
		{"kind of speaker: thing", `{s1 Her campaign’s film} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] document"}},
		{"kind of speaker: part of many", `{s1 42 percent of those asked} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] unnamed-group"}},
		{"kind of speaker: everyone", `{s1 Everyone I asked} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] unnamed-person"}},
		{"kind of speaker: campaign", `{s1 [PERSON Nora Lind]’s campaign} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] organisation"}},
		{"kind of speaker: name that was not found", `{s1 The UNO} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut [] organisation"}},
		{"kind of speaker: it", `{s1 It} {q1 said} {c1 that the road was shut}.`,
			[]string{"indirect: that the road was shut []"}},
		{"two speakers with a noun between", `{s1 [PERSON Nora Lind] and her brother [PERSON Karl Beck]} {q1 said} {c1 they would sue}.`,
			[]string{"indirect: they would sue [Nora Lind] & Karl Beck"}},
		{"two speakers, the second in an apposition", `{s1 [PERSON Nora Lind] and her [NORP German] counterpart, [PERSON Karl Beck],} {q1 said} {c1 they would sue}.`,
			[]string{"indirect: they would sue [Nora Lind] & Karl Beck"}},
		{"two speakers with an apposition between", `{s1 [PERSON Nora Lind], the owner, and [PERSON Karl Beck]} {q1 said} {c1 they would sue}.`,
			[]string{"indirect: they would sue [Nora Lind] & Karl Beck"}},
		{"speaker who met another", `{s1 [PERSON Nora Lind], who met [PERSON Karl Beck],} {q1 said} {c1 they would sue}.`,
			[]string{"indirect: they would sue [Nora Lind]"}},
		{"organisation in an apposition", `{s1 The [ORG Halden Union] refugee agency, [ORG HURA],} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [HURA]"}},
		{"questions and answers with stops", "Q. Will you run?\nA. I have not decided.",
			[]string{"direct: Will you run? [] unnamed-person", "direct: I have not decided. [] unnamed-person"}},
		{"unnamed before a pronoun", `[PERSON Nora Lind] left. {s1 A teacher in [GPE Bergen]} {q1 said} {c1 it was closed}. {c2 “I have thirty girls,”} {s2 she} {q2 said}.`,
			[]string{"indirect: it was closed [] unnamed-person", "direct: “I have thirty girls,” [] unnamed-person"}},
		{"one national", `{c1 “We lost,”} {s1 [PERSON Nora Lind]} {q1 said}. {s2 The [NORP Spaniard]} {q2 added} {c2 that it hurt}.`,
			[]string{"direct: “We lost,” [Nora Lind]", "indirect: that it hurt [Nora Lind]"}},
		{"a people", `{c1 “We lost,”} {s1 [PERSON Nora Lind]} {q1 said}. {s2 The [NORP Spanish]} {q2 added} {c2 that it hurt}.`,
			[]string{"direct: “We lost,” [Nora Lind]", "indirect: that it hurt [Spanish]"}},
		{"some of several", `{s1 Eleven of the members} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [] unnamed-group"}},
		{"who behind a place", `A teacher in [GPE Bergen], {s1 who} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [] unnamed-person"}},
		{"office and the name of who holds it", `{q1 According to} {s1 the road master}, {c1 [PERSON Nora Lind], the road was shut}.`,
			[]string{"indirect: the road was shut [Nora Lind]"}},
		{"quotation that is found in its last paragraph alone", "“The road is shut.\n\n“The pier is shut.\n\n{c1 “So is the bridge,”} {q1 said} {s1 [PERSON Nora Lind]}.",
			[]string{"direct: “The road is shut. … “The pier is shut. … “So is the bridge,” [Nora Lind]"}},
		{"cue within its own quotation", "{c1 “Drivers {q1 are urged} to wait.”}\n\n[PERSON Nora Lind] left.",
			[]string{"direct: “Drivers are urged to wait.” []"}},
		{"cue that closes a sentence with another attribution", `The plan {q1 sends} {c1 a message that it is over}, {s2 [PERSON Nora Lind]} {q2 said} on Tuesday.`,
			[]string{"indirect: The plan sends a message that it is over [Nora Lind]"}},
		{"said, reports the paper", `{c1 “The road is shut,” said [PERSON Nora Lind], head of the [ORG Halden Bank]}, {q1 reports} {s1 the [ORG Halden Post]}. {c1 “It stays so.”}`,
			[]string{"direct: “The road is shut,” … “It stays so.” [Nora Lind]"}},
		{"a report in the content", `{c1 The road is shut and [PERSON Nora Lind] left}, {q1 reports} {s1 the [ORG Halden Post]}.`,
			[]string{"indirect: The road is shut and Nora Lind left [Halden Post]"}},
		{"named after the lead", "{c1 The bank will close}, {s1 a bank executive} {q1 said}.\n\n{s2 [PERSON Nora Lind], head of the [ORG Halden Bank],} {q2 said} {c2 it was late}.",
			[]string{"indirect: The bank will close [Nora Lind]", "indirect: it was late [Nora Lind]"}},
		{"another office in the lead", "{c1 The bank will close}, {s1 the health minister} {q1 said}.\n\n{s2 [PERSON Nora Lind], head of the [ORG Halden Bank],} {q2 said} {c2 it was late}.",
			[]string{"indirect: The bank will close [] unnamed-person", "indirect: it was late [Nora Lind]"}},
		{"a source in the lead", "{c1 The bank will close}, {s1 a source} {q1 said}.\n\n{s2 [PERSON Nora Lind], head of the [ORG Halden Bank],} {q2 said} {c2 it was late}.",
			[]string{"indirect: The bank will close [] unnamed-person", "indirect: it was late [Nora Lind]"}},
		{"not behind as", `{s1 He} {q1 said} {c1 it was over}, as {s2 [PERSON Nora Lind]} {q2 had asked}.`,
			[]string{"indirect: it was over []"}},
		{"the same behind a quotation", `The plan {q1 refers to} {c1 the road}: “It is over and done,” {s2 [PERSON Nora Lind]} {q2 wrote}.`,
			[]string{"indirect: the road []", "direct: “It is over and done,” [Nora Lind]"}},
		{"campaign of a person", `{s1 The [PERSON Lind] campaign} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [] organisation"}},
		{"aides of a person", `{s1 [PERSON Lind] aides} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [] unnamed-group"}},
		{"spokesman of a person, named", `{s1 [PERSON Lind] spokesman [PERSON Karl Beck]} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [Karl Beck]"}},
		{"name beside the cue", `{c1 “Get out!”} [PERSON Nora Lind] {q1 snapped}. [PERSON Karl Beck] left.`,
			[]string{"direct: “Get out!” [Nora Lind]"}},
		{"preposition within a name", `[PERSON Nora Lind] left. {s1 The [ORG Halden and Ostby] player} {q1 said} {c1 it was over}.`,
			[]string{"indirect: it was over [Nora Lind]"}},
		{"preposition within an institution's name", `{s1 A [ORG University of Halden] report} {q1 said} {c1 it was over}.`,
			[]string{"indirect: it was over [] document"}},
		{"no one", `{s1 No one today} {q1 says} {c1 it is over}.`,
			[]string{"indirect: it is over [] unnamed-person declined"}},
		{"joint speakers with brackets", `{s1 Sens. [PERSON Nora Lind] (R-Ohio), [PERSON Karl Beck] (D-Ore.) and [PERSON Ann Ray]} {q1 said} {c1 it was over}.`,
			[]string{"indirect: it was over [Nora Lind] & Karl Beck & Ann Ray"}},
		{"remark between dashes", `{s1 [PERSON Nora Lind]} {q1 said} {c1 the plan}—signed in May—{c1 was late}.`,
			[]string{"indirect: the plan—signed in May—was late [Nora Lind]"}},
		{"source between dashes", `{c1 The plan}—{s1 [PERSON Nora Lind]} {q1 said}—{c1 was late}.`,
			[]string{"indirect: The plan … was late [Nora Lind]"}},
		{"cue with the beginning of its content", `{s1 [PERSON Nora Lind]} {q1 declined to comment on} {c1 the leak}.`,
			[]string{"indirect: to comment on the leak [Nora Lind] declined"}},
		{"who is quoted", `{s1 [ORG Veltro]} {q1 praised} {c1 the plan}, {q2 quoting} {c2 minister [PERSON Nora Lind]}, {s3 who} {q3 said} {c3 it was good}.`,
			[]string{"indirect: the plan [Veltro]", "indirect: it was good [Nora Lind]"}},
		{"headline that the story tells anew", "{c1 Head of ferry company steps down}\n\n{c1 [PERSON Karl Beck] will step down in June}, {s1 [PERSON Nora Lind]} {q1 said} on Tuesday.",
			[]string{"indirect: Karl Beck will step down in June [Nora Lind]"}},
		{"title", `The film, {q1 called} {c1 “The Long Night,”} opens Friday.`, nil},
		{"scare quotes", `{q1 The so-called} {c1 “experts”} were wrong.`, nil},
		{"who is cited", `{s1 [ORG Veltro]} {q1 said} {c1 it was over}, {q2 citing} {c2 two officials}.`,
			[]string{"indirect: it was over [Veltro]"}},
		{"age", `{s1 The 34-year-old} {q1 said} {c1 he was lucky}.`,
			[]string{"indirect: he was lucky [] unnamed-person"}},
		{"neither", `{s1 Neither [PERSON Nora Lind] nor [PERSON Karl Beck]} {q1 responded} {c1 to requests for comment}.`,
			[]string{"indirect: to requests for comment [Nora Lind] & Karl Beck declined"}},
		{"transcript of named persons", "[PERSON Nora Lind]: We open in spring.\n[PERSON Karl Beck]: Which week?",
			[]string{"direct: We open in spring. [Nora Lind]", "direct: Which week? [Karl Beck]"}},
		{"recording of a person", `{s1 Footage of [PERSON Nora Lind]} {q1 saying} {c1 it was over} went around.`,
			[]string{"indirect: it was over [Nora Lind]"}},
		{"pronoun taken for a content", `[PERSON Nora Lind] left. {c1 “It is over,”} {c1 he} {q1 is expected to say}. {c2 “Truly,”} {s2 she} {q2 said}.`,
			[]string{"direct: “It is over,” [Nora Lind]", "direct: “Truly,” [Nora Lind]"}},
		{"agent of a passive", `After {q1 being called} {c1 “irrelevant”} by Senate leader [PERSON Nora Lind], {s2 [PERSON Karl Beck]} {q2 said} {c2 he would run}.`,
			[]string{"direct: “irrelevant” [Nora Lind]", "indirect: he would run [Karl Beck]"}},
		{"passive without agent", `{s1 [PERSON Nora Lind]} {q1 said} {c1 she left}, and the road {q2 was dubbed} {c2 “a trap”}.`,
			[]string{"indirect: she left [Nora Lind]", "direct: “a trap” []"}},
		{"office with its field before a title", `{s1 Minister for Health Dr. [PERSON Nora Lind]} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [Nora Lind]"}},
		{"client with a title", `{s1 A lawyer for Dr. [PERSON Nora Lind]} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [] unnamed-person"}},
		{"acronym in brackets after the name", `{s1 The [ORG Halden Road Office] ([ORG HRO])} {q1 said} {c1 the road was shut}.`,
			[]string{"indirect: the road was shut [Halden Road Office]"}},
		{"possessive pronoun", `[PERSON Nora Lind] left. {s1 Her lawyer} {q1 said} {c1 she was ill}.`,
			[]string{"indirect: she was ill [] unnamed-person"}},
		{"possessor", `{s1 [PERSON Nora Lind]’s lawyer} {q1 said} {c1 she was ill}.`,
			[]string{"indirect: she was ill [] unnamed-person"}},
		{"spokeswoman of an organisation", `{s1 A [ORG Veltro] spokeswoman} {q1 declined} {c1 to comment}.`,
			[]string{"indirect: to comment [Veltro] declined"}},
		{"organisation named before what it is", `{s1 The [ORG Yonhap] news agency} {q1 said} {c1 the talks failed}.`,
			[]string{"indirect: the talks failed [Yonhap]"}},
		{"group", `{s1 Residents} {q1 say} {c1 the siren never sounded}.`,
			[]string{"indirect: the siren never sounded [] unnamed-group"}},
		{"pronoun for several", `The police came. {s1 They} {q1 said} {c1 no one was hurt}.`,
			[]string{"indirect: no one was hurt [] unnamed-group"}},
		{"document", `{s1 The report} {q1 found} {c1 that wages fell}.`,
			[]string{"indirect: that wages fell [] document"}},
		{"who wrote it", `{s1 An email sent by Senate leader [PERSON Nora Lind] to [ORG Veltro]} {q1 reads}: {c1 “It is over.”} {s2 The following statement by [PERSON Karl Beck]} {q2 clarifies} {c2 why}. {s3 A letter from [PERSON Nora Lind] and [PERSON Karl Beck]} {q3 said} {c3 they would sue}.`,
			[]string{"direct: “It is over.” [Nora Lind]", "indirect: why [Karl Beck]", "indirect: they would sue [Nora Lind] & Karl Beck"}},
		{"whose it is", `{s1 [PERSON Nora Lind]’s open letter} {q1 said} {c1 it was over}. {s2 Her tweet} {q2 said} {c2 it was late}.`,
			[]string{"indirect: it was over [Nora Lind]", "indirect: it was late [Nora Lind]"}},
		{"whom it is to, and about", `{s1 A letter to [PERSON Nora Lind]} {q1 said} {c1 it was over}. {s2 An audit by [PERSON Karl Beck]} {q2 found} {c2 a gap}. {s3 A letter from [PERSON Karl Beck]’s lawyer} {q3 said} {c3 it was late}. {s4 [PERSON Nora Lind]’s report} {q4 said} {c4 so}.`,
			[]string{"indirect: it was over [] document", "indirect: a gap [] document", "indirect: it was late [] document", "indirect: so [] document"}},
		{"two offices and a name", `{s1 The then state secretary of the league and present Chief Minister [PERSON Nora Lind]} {q1 said} {c1 it was over}. {s2 The government of [PERSON Karl Beck] and President [PERSON Nora Lind]} {q2 said} {c2 so}.`,
			[]string{"indirect: it was over [Nora Lind]", "indirect: so [] organisation"}},
		{"denial", `{s1 [PERSON Nora Lind]} {q1 denied} {c1 that she knew}.`,
			[]string{"indirect: that she knew [Nora Lind] denied"}},
		{"negation", `{s1 [PERSON Nora Lind]} {q1 did not say} {c1 whether she knew}.`,
			[]string{"indirect: whether she knew [Nora Lind] declined"}},
		{"addressee", `{s1 [PERSON Nora Lind]} {q1 told} [ORG Channel Four] {c1 that she knew}.`,
			[]string{"indirect: that she knew [Nora Lind] to Channel Four"}},
		{"participle", `{s1 [PERSON Nora Lind]} {q1 said} {c1 the deal was off}, {q2 calling} {c2 it “a sham”}.`,
			[]string{"indirect: the deal was off [Nora Lind]", "mixed: it “a sham” [Nora Lind]"}},
		{"nobody says it", `{s1 It} {q1 is said} {c1 that the vault is empty}.`,
			[]string{"indirect: that the vault is empty []"}},
		{"possessive source", `{s1 [PERSON Nora Lind]’s} {q1 claim} {c1 that the vault is empty} was wrong.`,
			[]string{"indirect: that the vault is empty [Nora Lind]"}},
		{"relative pronoun", `It comes from [ORG The Harbour Post], {s1 which} {q1 reported} {c1 that the vault is empty}.`,
			[]string{"indirect: that the vault is empty [The Harbour Post]"}},
		{"relative pronoun after a date", `He married [PERSON Nora Lind] on 30 April, {s1 who} {q1 said} {c1 that he was ill}.`,
			[]string{"indirect: that he was ill [Nora Lind]"}},
		{"office whose holder is named behind it", `{q1 According to} {s1 its president,} [PERSON Nora Lind], {c1 the ship sank}.`,
			[]string{"indirect: the ship sank [Nora Lind]"}},
		{"end of a relative clause", `[PERSON Nora Lind], who led the [ORG Halden Council] {s1 to the vote,} {q1 said} {c1 the ship sank}.`,
			[]string{"indirect: the ship sank [Nora Lind]"}},
		{"second verb of a subject", `[PERSON Nora Lind] came home and {q1 hopes} {c1 that the ship will sink}.`,
			[]string{"indirect: that the ship will sink [Nora Lind]"}},
		{"second verb of no subject", `The ship of [PERSON Nora Lind] came home and {q1 hopes} {c1 that it will sink}.`,
			[]string{"indirect: that it will sink []"}},
		{"source that runs into a quotation", `{c1 “The road,”} {q1 said} {s1 [PERSON Nora Lind], “will} stay shut.”`,
			[]string{"direct: “The road,” … “will stay shut.” [Nora Lind]"}},
		{"content that says nothing", `{s1 [PERSON Nora Lind]} {q1 backed} {c1 the} bill.`, nil},
		{"hearsay", `[PERSON Nora Lind] left. {c1 The vault is} {q1 reportedly} {c1 empty}.`,
			[]string{"indirect: The vault is … empty []"}},
		{"transcript", "LIND: We open in spring.\nHOST: Which week?",
			[]string{"direct: We open in spring. [] unnamed-person", "direct: Which week? [] unnamed-person"}},
		{"questions and answers", "Q: Will you run?\nA: I have not decided.",
			[]string{"direct: Will you run? [] unnamed-person", "direct: I have not decided. [] unnamed-person"}},
		{"no transcript", "The backstory:\n\nWASHINGTON: a city of clerks.", nil},
		{"headline", "[PERSON Lind]: bridge will reopen in May",
			[]string{"indirect: bridge will reopen in May [Lind]"}},
		{"signature", "“Courage is a habit.” — [PERSON Mina Tarr]",
			[]string{"direct: “Courage is a habit.” [Mina Tarr]"}},
		{"signature after a horizontal bar", "“Courage is a habit.” ― [PERSON Mina Tarr]",
			[]string{"direct: “Courage is a habit.” [Mina Tarr]"}},
		{"signature on the next line", "“Courage is a habit.”\n[PERSON Mina Tarr], founder of [ORG Tarr Labs]",
			[]string{"direct: “Courage is a habit.” [Mina Tarr]"}},
		{"post", "So proud of this team. — [PERSON Mina Tarr] (@minatarr) March 3, 2024",
			[]string{"direct: So proud of this team. [Mina Tarr]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, attributed(t, tt.in)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
