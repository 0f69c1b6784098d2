package resolve

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

var published = time.Date(2025, time.July, 4, 0, 0, 0, 0, time.UTC)

// resolved runs all the stages of a resolver, for which the sources are those of the reading.
func resolved(v Resolver, d *doc.Document, published time.Time) *Resolution {
	z := v.Names(d, published)
	z.Antecedents(d.Sources)
	z.Link()
	return z
}

// named lists the entities that have names as "TYPE Name: mention, mention …".
func named(z *Resolution) []string {
	var out []string
	for _, e := range z.Entities {
		if e.Type.IsValue() {
			continue
		}
		var ms []string
		for _, m := range e.Mentions {
			ms = append(ms, m.Text)
		}
		out = append(out, string(e.Type)+" "+e.Name+": "+strings.Join(ms, ", "))
	}
	return out
}

func TestNames(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"surname", "[PERSON Olga Marsh] left. [PERSON Marsh] was tired.",
			[]string{"PERSON Olga Marsh: Olga Marsh, Marsh"}},
		{"surname before the full name", "[PERSON Marsh] to leave\n\n[PERSON Olga Marsh] will leave in May.",
			[]string{"PERSON Olga Marsh: Marsh, Olga Marsh"}},
		{"honorific outside", "[PERSON Dr. Olga Marsh] spoke. [PERSON Ms. Marsh] left.",
			[]string{"PERSON Olga Marsh: Olga Marsh, Marsh"}},
		{"possessive outside", "[PERSON Olga Marsh's] car. [PERSON Marsh’s] house.",
			[]string{"PERSON Olga Marsh: Olga Marsh, Marsh"}},
		{"punctuation outside", "It was [ORG Nordbank,] and [PERSON Olga Marsh.]",
			[]string{"ORG Nordbank: Nordbank", "PERSON Olga Marsh: Olga Marsh"}},
		{"stop of an abbreviation inside", "They left the [GPE U.S.] and [ORG Acme Inc.] in May.",
			[]string{"GPE U.S.: U.S.", "ORG Acme Inc.: Acme Inc."}},
		{"acronym that is a word", "The [ORG World Health Organization] ([ORG WHO]) met. Those who came know WHO well.\n\nMAN WHO FELL " +
			"IS WELL",
			[]string{"ORG World Health Organization: World Health Organization, WHO, WHO"}},
		{"day of the week", "[PERSON Olga Marsh] left [EVENT Thursday]. [EVENT Black Friday Sale] is near.",
			[]string{"PERSON Olga Marsh: Olga Marsh", "EVENT Black Friday Sale: Black Friday Sale"}},
		{"addresses", "Write to [PERSON olga.marsh@example.org.] See [GPE www.lund.example] and [ORG https://Nordbank.example/News]. " +
			"[ORG Nordbank.com] pays [PERSON @olgamarsh].",
			[]string{"ORG Nordbank.com: Nordbank.com", "PERSON @olgamarsh: @olgamarsh"}},
		{"possessive with another apostrophe", "[PERSON Marsh´s] car. [PERSON Marsh`s] house.",
			[]string{"PERSON Marsh: Marsh, Marsh"}},
		{"hyphenated surname spelt otherwise", "[PERSON Leela Dookhun-Marchand] left. [PERSON Dookun-Marchand] smiled.",
			[]string{"PERSON Leela Dookhun-Marchand: Leela Dookhun-Marchand, Dookun-Marchand"}},
		{"where a report is from", "YANGON, July 25 (Reuters) - The [ORG Halden Board] met. It left.",
			[]string{"GPE YANGON: YANGON", "ORG Halden Board: Halden Board"}},
		{"Sultan, a given name", "The king met Sultan [PERSON Al Jaber] and Mullah [PERSON Akhtar Mansoor].",
			[]string{"PERSON Sultan Al Jaber: Sultan Al Jaber", "PERSON Akhtar Mansoor: Akhtar Mansoor"}},
		{"El and Al", "[PERSON Mohammed ElKuwaiz] came. Mr. [PERSON Alkuwaiz] left.",
			[]string{"PERSON Mohammed ElKuwaiz: Mohammed ElKuwaiz, Alkuwaiz"}},
		{"initials before a colon", "[PERSON Joan Nolde] came.\n\n[PERSON JN]: We met. [PERSON JN] left.",
			[]string{"PERSON Joan Nolde: Joan Nolde, JN, JN"}},
		{"more commonly known as", "[PERSON Joko Widodo] came. Widodo – more commonly known as [PERSON Jokowi] – left. [PERSON Jokowi] " +
			"smiled.",
			[]string{"PERSON Joko Widodo: Joko Widodo, Widodo, Jokowi, Jokowi"}},
		{"the president who is called so", "President [PERSON Joao Lourenco] met [PERSON Marisa Lourenco]. [PERSON Marisa Lourenco] " +
			"left. President [PERSON Lourenco] spoke.",
			[]string{"PERSON Joao Lourenco: Joao Lourenco, Lourenco", "PERSON Marisa Lourenco: Marisa Lourenco, Marisa Lourenco"}},
		{"His Excellency", "Ambassador H E [PERSON Jean Faivre] met Maulana [PERSON Umri].",
			[]string{"PERSON Jean Faivre: Jean Faivre", "PERSON Umri: Umri"}},
		{"a body and its council", "The [ORG World Rowing Council] met. [ORG World Rowing] said so.",
			[]string{"ORG World Rowing Council: World Rowing Council", "ORG World Rowing: World Rowing"}},
		{"hyphens that a name was cut at", "Dr [PERSON Chuang Shuk]-kwan met [PERSON Olga Marsh]-led police and A-[PERSON jen].",
			[]string{"PERSON Chuang Shuk-kwan: Chuang Shuk-kwan", "PERSON Olga Marsh: Olga Marsh", "PERSON A-jen: A-jen"}},
		{"a president by the given name", "President [PERSON Samia Suluhu Hassan] came. Mr. [PERSON John Beck] left. President [PERSON " +
			"Samia] spoke.",
			[]string{"PERSON Samia Suluhu Hassan: Samia Suluhu Hassan, Samia", "PERSON John Beck: John Beck"}},
		{"the PM", "Prime Minister [PERSON Olga Marsh] came. The PM [cue left].",
			[]string{"PERSON Olga Marsh: Olga Marsh, The PM"}},
		{"the agency that spoke", "[src [ORG Halden Rail]] [cue said] [cont it was late]. The weather was bad. [src The company] [cue " +
			"added] [cont it would pay].",
			[]string{"ORG Halden Rail: Halden Rail, it, The company, it"}},
		{"the incoming director", "[PERSON Olga Marsh], who will become director of the [ORG Halden Board], left. [PERSON Igor Belov] is " +
			"the minister. The incoming director of the [ORG Halden Board] [cue spoke].",
			[]string{"PERSON Olga Marsh: Olga Marsh, The incoming director", "ORG Halden Board: Halden Board, Halden Board",
				"PERSON Igor Belov: Igor Belov"}},
		{"better known as", "[PERSON Reynold Dwyer], better known as [PERSON Elmo Johns], sang. [PERSON Elmo Johns] left. [PERSON Olga " +
			"Marsh] a.k.a. “[PERSON The Wall]” came.",
			[]string{"PERSON Reynold Dwyer: Reynold Dwyer, Elmo Johns, Elmo Johns", "PERSON Olga Marsh: Olga Marsh, Wall"}},
		{"no couple", "[PERSON Peter] and [PERSON Al-Amin] came.",
			[]string{"PERSON Peter: Peter", "PERSON Al-Amin: Al-Amin"}},
		{"abbreviated office", "Superintendent of police (SP) [PERSON Olga Marsh] came. The [ORG SP] [cue left].",
			[]string{"PERSON Olga Marsh: Olga Marsh, The SP"}},
		{"office of the country", "The ambassador of [GPE Norway], [PERSON Olga Marsh], met the coach, [PERSON Igor Belov]. The [NORP " +
			"Norwegian] ambassador left.",
			[]string{"GPE Norway: Norway", "PERSON Olga Marsh: Olga Marsh, The Norwegian ambassador", "PERSON Igor Belov: Igor Belov",
				"NORP Norwegian: Norwegian"}},
		{"the president and the vice president",
			"The president of the [ORG Halden Court] (HC), [PERSON Olga Marsh], met its vice president [PERSON Igor Belov]. The [ORG HC] " +
				"president left.",
			[]string{"ORG Halden Court: Halden Court, HC, its, HC", "PERSON Olga Marsh: Olga Marsh, The HC president",
				"PERSON Igor Belov: Igor Belov"}},
		{"initials", "[PERSON J. K. Aldous] wrote. [PERSON Jane K. Aldous] sang.",
			[]string{"PERSON J. K. Aldous: J. K. Aldous, Jane K. Aldous"}},
		{"middle name left out", "[PERSON Amir Hasan Durrani] spoke. [PERSON Amir Durrani] left.",
			[]string{"PERSON Amir Hasan Durrani: Amir Hasan Durrani, Amir Durrani"}},
		{"two with one surname", "[PERSON Peter Holm] met [PERSON Anna Holm]. Mrs. [PERSON Holm] smiled. Mr. [PERSON Holm] did not.",
			[]string{"PERSON Peter Holm: Peter Holm, Holm", "PERSON Anna Holm: Anna Holm, Holm"}},
		{"two with one surname, no title: the last named", "[PERSON Peter Holm] came. [PERSON Anna Holm] came later. [PERSON Holm] smiled.",
			[]string{"PERSON Peter Holm: Peter Holm", "PERSON Anna Holm: Anna Holm, Holm"}},
		{"two with one surname: the one who spoke",
			"[src [PERSON Peter Holm]] [cue said] no. Then his wife, [PERSON Anna Holm], was ill. [src [PERSON Holm]] [cue said] so.",
			[]string{"PERSON Peter Holm: Peter Holm, his, Holm", "PERSON Anna Holm: Anna Holm"}},
		{"two with one surname: the one named more",
			"[PERSON Peter Holm] came. [PERSON Peter Holm] sat. Under [PERSON Anna Holm] it was shut. [PERSON Holm] smiled.",
			[]string{"PERSON Peter Holm: Peter Holm, Peter Holm, Holm", "PERSON Anna Holm: Anna Holm"}},
		{"two with one surname: by the pronouns",
			"[PERSON Anna Holm] came with [PERSON Peter Holm]. [PERSON Holm] closed her shop. [PERSON Holm] lost her hat.",
			[]string{"PERSON Anna Holm: Anna Holm, Holm, her, Holm, her", "PERSON Peter Holm: Peter Holm"}},
		{"two with one surname: not the daughter",
			"[PERSON Peter Holm] came. [PERSON Anna Holm] came too. [PERSON Anna Holm], the owner's eldest daughter, sat. [PERSON Holm] " +
				"smiled.",
			[]string{"PERSON Peter Holm: Peter Holm, Holm", "PERSON Anna Holm: Anna Holm, Anna Holm"}},
		{"two with one surname: the suffix", "[PERSON Anna Holm] came. [PERSON Anna Holm] sat. [PERSON Roy Holm Jr.] came. [PERSON Holm " +
			"Jr.] smiled.",
			[]string{"PERSON Anna Holm: Anna Holm, Anna Holm", "PERSON Roy Holm Jr.: Roy Holm Jr., Holm Jr."}},
		{"two with one surname: not the relative",
			"[PERSON Peter Holm] came. Then his father [PERSON Karl Holm] came later. [PERSON Holm] smiled.",
			[]string{"PERSON Peter Holm: Peter Holm, his, Holm", "PERSON Karl Holm: Karl Holm"}},
		{"two with one surname: not who goes by the given name",
			"[PERSON Peter Holm] came. [PERSON Anna Holm] came later. [PERSON Anna] sang. [PERSON Holm] smiled.",
			[]string{"PERSON Peter Holm: Peter Holm, Holm", "PERSON Anna Holm: Anna Holm, Anna"}},
		{"surname first", "[src [PERSON Park Ji-won]] [cue said] no. [PERSON Park Do-yun] was ill. [src [PERSON Park]] [cue said] so.",
			[]string{"PERSON Park Ji-won: Park Ji-won, Park", "PERSON Park Do-yun: Park Do-yun"}},
		{"two with one surname: by the office",
			"Prime Minister [PERSON Han Do-yun] sat. Justice Minister [PERSON Han Ji-won] came. [PERSON Han] left. Prime Minister " +
				"[PERSON Han] smiled.",
			[]string{"PERSON Han Do-yun: Han Do-yun, Han", "PERSON Han Ji-won: Han Ji-won, Han"}},
		{"surname first, known by its use", "[PERSON Pang Zzyzx] spoke. [PERSON Pang Qyzzt] was ill. [src [PERSON Pang]] [cue said] he " +
			"was.",
			[]string{"PERSON Pang Zzyzx: Pang Zzyzx", "PERSON Pang Qyzzt: Pang Qyzzt, Pang, he"}},
		{"given name that is a particle", "[PERSON Ben Marsh] came. [PERSON Marsh] smiled. [PERSON Omar ben Qadi] came. [PERSON ben " +
			"Qadi] smiled.",
			[]string{"PERSON Ben Marsh: Ben Marsh, Marsh", "PERSON Omar ben Qadi: Omar ben Qadi, ben Qadi"}},
		{"surname with a suffix", "[PERSON Roy Holm Jr.] came. [PERSON Holm Jr.] smiled.",
			[]string{"PERSON Roy Holm Jr.: Roy Holm Jr., Holm Jr."}},
		{"surname first, before a hyphen", "[PERSON Lee Zzyzx-Qy] spoke. Chairman [PERSON Lee] left.",
			[]string{"PERSON Lee Zzyzx-Qy: Lee Zzyzx-Qy, Lee"}},
		{"initials of a person", "[PERSON Kalpana Koonjoo-Zzyzx] spoke. [PERSON KKZ] left.",
			[]string{"PERSON Kalpana Koonjoo-Zzyzx: Kalpana Koonjoo-Zzyzx, KKZ"}},
		{"initials of two persons", "[PERSON Nora Ann Lind] and [PERSON Nick Abe Lear] spoke. [PERSON NAL] left.",
			[]string{"PERSON Nora Ann Lind: Nora Ann Lind", "PERSON Nick Abe Lear: Nick Abe Lear", "PERSON NAL: NAL"}},
		{"person described, taken for an organisation", "The radio host [ORG Nora Zzyzx] spoke. [PERSON Zzyzx] left. [ORG Nora Zzyzx] won.",
			[]string{"PERSON Nora Zzyzx: Nora Zzyzx, Zzyzx, Nora Zzyzx"}},
		{"surname taken for a place", "[PERSON Piita Zzyzx] came. [GPE Zzyzx] smiled.",
			[]string{"PERSON Piita Zzyzx: Piita Zzyzx, Zzyzx"}},
		{"name alone that is a source", "[PERSON June Marsh] came. [src June] [cue said] so.",
			[]string{"PERSON June Marsh: June Marsh, June"}},
		{"title for a name", "Pope [PERSON Urban] came. The [PERSON Pope] smiled.",
			[]string{"PERSON Urban: Urban, Pope"}},
		{"nickname between marks", "[PERSON Karl “Bo] ” [PERSON Marsh] came.",
			[]string{"PERSON Karl “Bo ” Marsh: Karl “Bo ” Marsh"}},
		{"nickname of two words", "[PERSON Karl “The Owl] ” [PERSON Marsh] came.",
			[]string{"PERSON Karl “The Owl ” Marsh: Karl “The Owl ” Marsh"}},
		{"nickname and surname in one label", "[PERSON Karl] “[PERSON Bo” Marsh] came.",
			[]string{"PERSON Karl “Bo” Marsh: Karl “Bo” Marsh"}},
		{"nickname between LaTeX's marks", "[PERSON Karl] ``Bo'' [PERSON Marsh] came.",
			[]string{"PERSON Karl ``Bo'' Marsh: Karl ``Bo'' Marsh"}},
		{"given name with an apostrophe", "Then Dr [PERSON Alya’a] [PERSON Samir Borhan] came. [PERSON Borhan] spoke.",
			[]string{"PERSON Alya’a Samir Borhan: Alya’a Samir Borhan, Borhan"}},
		{"initial without a stop", "Then minister V [PERSON Muraleedharan] came.",
			[]string{"PERSON V Muraleedharan: V Muraleedharan"}},
		{"acronym of what was taken for a person", "The [PERSON Dravida Munnetra Kazhagam] ([ORG DMK]) won. The [ORG DMK] came.",
			[]string{"ORG Dravida Munnetra Kazhagam: Dravida Munnetra Kazhagam, DMK, DMK"}},
		{"surname with an article in another spelling", "[PERSON Marzouq Ali Al-Ghanem] spoke. [PERSON Al-Ghanim] left.",
			[]string{"PERSON Marzouq Ali Al-Ghanem: Marzouq Ali Al-Ghanem, Al-Ghanim"}},
		{"surname in another spelling", "[PERSON Marzouq Ghanem] spoke. [PERSON Ghanim] left. [PERSON Ghanam Holm] stayed.",
			[]string{"PERSON Marzouq Ghanem: Marzouq Ghanem, Ghanim", "PERSON Ghanam Holm: Ghanam Holm"}},
		{"misspelt surname", "[PERSON Jan Zzelbrydt] spoke. [PERSON Zzelbryt] sat. Mr. [PERSON Zzelbyrdt] left. The [PERSON Zzelbrydts] " +
			"came. [PERSON Karl Qyzzmok] met [PERSON Ann Qyzzmot]. [PERSON Qyzzmo] smiled.",
			[]string{"PERSON Jan Zzelbrydt: Jan Zzelbrydt, Zzelbryt, Zzelbyrdt", "PERSON Zzelbrydts: Zzelbrydts",
				"PERSON Karl Qyzzmok: Karl Qyzzmok", "PERSON Ann Qyzzmot: Ann Qyzzmot", "PERSON Qyzzmo: Qyzzmo"}},
		{"surname that two could spell", "[PERSON Lars Hansen] spoke to [PERSON Nora Hanson]. [PERSON Hansin] left.",
			[]string{"PERSON Lars Hansen: Lars Hansen", "PERSON Nora Hanson: Nora Hanson", "PERSON Hansin: Hansin"}},
		{"title of courtesy for a name", "Then [PERSON Dr.] [PERSON Karl Marsh] came.",
			[]string{"PERSON Karl Marsh: Karl Marsh"}},
		{"title with a stop for a name", "Then [PERSON Col]. [PERSON Karl Marsh] came.",
			[]string{"PERSON Karl Marsh: Karl Marsh"}},
		{"abbreviation of an office", "Then the [PERSON OC] came.", nil},
		{"Sheikh and one name", "Sheikh [PERSON Habiba] came. [PERSON Habiba] smiled.",
			[]string{"PERSON Sheikh Habiba: Sheikh Habiba, Habiba"}},
		{"abbreviated office before a surname",
			"It is from [PERSON Olga Marsh], officer-in-charge of the pier. [PERSON OC Marsh] left. [PERSON OA Marsh] came.",
			[]string{"PERSON Olga Marsh: Olga Marsh, Marsh", "PERSON OA Marsh: OA Marsh"}},
		{"initials before a surname", "[PERSON James David Marsh] came. [PERSON JD Marsh] left.",
			[]string{"PERSON James David Marsh: James David Marsh", "PERSON JD Marsh: JD Marsh"}},
		{"abbreviated office in capitals", "[PERSON Olga Marsh], the Harbour Chief Executive ([PERSON HCE]), came. The [PERSON HCE] left.",
			[]string{"PERSON Olga Marsh: Olga Marsh, The HCE"}},
		{"given name left out", "The chair of the [ORG Halden Board] Enver [PERSON Zzyzx] came. [PERSON Zzyzx] smiled.",
			[]string{"ORG Halden Board: Halden Board", "PERSON Enver Zzyzx: Enver Zzyzx, Zzyzx"}},
		{"given name that is also a title, left out", "Then Amir [PERSON Khan Zzyzx] came. [PERSON Zzyzx] smiled.",
			[]string{"PERSON Amir Khan Zzyzx: Amir Khan Zzyzx, Zzyzx"}},
		{"title that is also a given name", "Then Emir [PERSON Tamim Zzyzx] met the Amir [PERSON Khan Qyzzt] and Dean [PERSON Marsh].",
			[]string{"PERSON Tamim Zzyzx: Tamim Zzyzx", "PERSON Khan Qyzzt: Khan Qyzzt", "PERSON Marsh: Marsh"}},
		{"couple in one label", "[PERSON Peter and Anna Holm] came. [PERSON Peter Holm] spoke.",
			[]string{"PERSON Peter Holm: Peter, Peter Holm", "PERSON Anna Holm: Anna Holm"}},
		{"couple in two labels", "[PERSON Peter] and [PERSON Anna Holm] came.",
			[]string{"PERSON Peter Holm: Peter", "PERSON Anna Holm: Anna Holm"}},
		{"junior", "[PERSON Frank Mott Jr.] succeeded [PERSON Frank Mott Sr.]",
			[]string{"PERSON Frank Mott Jr.: Frank Mott Jr.", "PERSON Frank Mott Sr.: Frank Mott Sr."}},
		{"accents", "[PERSON José Peña] sang. [PERSON Jose Pena] danced.",
			[]string{"PERSON José Peña: José Peña, Jose Pena"}},
		{"transliterations", "[PERSON Yusuf Abdurahman] spoke. Later [PERSON Yusuf Abdurrahman] left.",
			[]string{"PERSON Yusuf Abdurahman: Yusuf Abdurahman, Yusuf Abdurrahman"}},
		{"company and its founder", "[PERSON Walter Linde] founded [ORG Linde]. [PERSON Linde] died rich. [ORG Linde] grew.",
			[]string{"PERSON Walter Linde: Walter Linde, Linde", "ORG Linde: Linde, Linde"}},
		{"acronym in parentheses", "The [ORG River Safety Board] ([ORG RSB]) met. The [ORG RSB] closed the river.",
			[]string{"ORG River Safety Board: River Safety Board, RSB, RSB"}},
		{"acronym without", "The [ORG Bureau of Coastal Trade] met. The [ORG BCT] agreed.",
			[]string{"ORG Bureau of Coastal Trade: Bureau of Coastal Trade, BCT"}},
		{"company's short name", "[ORG Halden Motor Co.] rose. [ORG Halden] said so.",
			[]string{"ORG Halden Motor Co.: Halden Motor Co., Halden"}},
		{"chamber and the university of it", "The [ORG University of the Norvik Chamber of Trade] is old. The [ORG Norvik Chamber of " +
			"Trade] met.",
			[]string{"ORG University of the Norvik Chamber of Trade: University of the Norvik Chamber of Trade",
				"ORG Norvik Chamber of Trade: Norvik Chamber of Trade"}},
		{"court, with the country and without", "The [ORG Supreme Court of Norvik] met. The [ORG Supreme Court] agreed.",
			[]string{"ORG Supreme Court of Norvik: Supreme Court of Norvik, Supreme Court"}},
		{"part of what an abbreviation names", "The [ORG UN Working Group] met. The [ORG UN] agreed.",
			[]string{"ORG UN Working Group: UN Working Group", "ORG UN: UN"}},
		{"company called by its abbreviation", "[ORG DBG Technology Co.] rose. [ORG DBG] said so.",
			[]string{"ORG DBG Technology Co.: DBG Technology Co., DBG"}},
		{"end of a name", "[ORG Saudi Aramco] rose. [ORG Aramco] said so.",
			[]string{"ORG Saudi Aramco: Saudi Aramco, Aramco"}},
		{"number that ends a name", "[PERSON Olav Halden] XIV spoke. [PERSON Olav Halden] came with [PERSON Peter Ek] I saw.",
			[]string{"PERSON Olav Halden XIV: Olav Halden XIV, Olav Halden", "PERSON Peter Ek: Peter Ek"}},
		{"ministries of two countries", "The [ORG Russian Foreign Ministry] called. [GPE Poland]'s [ORG Foreign Ministry] answered. The " +
			"[ORG Foreign Ministry] denied it.",
			[]string{"ORG Russian Foreign Ministry: Russian Foreign Ministry",
				"ORG Poland's Foreign Ministry: Poland's Foreign Ministry, Foreign Ministry"}},
		{"country's names", "The [GPE United States] left. The [GPE U.S.] returned.",
			[]string{"GPE United States: United States, U.S."}},
		{"people in the plural", "A [NORP Russian] envoy came. The [NORP Russians] left.",
			[]string{"NORP Russian: Russian, Russians"}},
		{"demonym taken for a place", "A [GPE Russian] envoy came.",
			[]string{"NORP Russian: Russian"}},
		{"The of a title stays", "He works for [ORG The Coastal Herald] in town.",
			[]string{"ORG The Coastal Herald: The Coastal Herald"}},
		{"The of a sentence goes", "[ORG The Coastal Herald] is a paper.",
			[]string{"ORG Coastal Herald: Coastal Herald"}},
		{"missed elsewhere", "[ORG Nordbank] rose. Shares of Nordbank fell later.",
			[]string{"ORG Nordbank: Nordbank, Nordbank"}},
		{"part of a longer name is none", "[ORG Nordbank] rose. The Nordbank Arena burned.",
			[]string{"ORG Nordbank: Nordbank"}},
		{"tail of a compound", "The [ORG Taliban-led] government met the [ORG Taliban].",
			[]string{"ORG Taliban: Taliban, Taliban"}},
		{"country taken for an organisation", "The [ORG United Arab Emirates] agreed.",
			[]string{"GPE United Arab Emirates: United Arab Emirates"}},
		{"missed before a hyphen", "The [ORG Taliban] rule. The Taliban-appointed envoy left.",
			[]string{"ORG Taliban: Taliban, Taliban"}},
		{"function words at the ends", "It heard the [ORG Bureau of Coastal Trade of the] old [ORG and Halden Agency].",
			[]string{"ORG Bureau of Coastal Trade: Bureau of Coastal Trade", "ORG Halden Agency: Halden Agency"}},
		{"place of a dateline", "Port shut\n\nROTTERDAM (Reuters) - The port was shut on Monday after a storm.",
			[]string{"GPE ROTTERDAM: ROTTERDAM"}},
		{"name in a byline", "Port shut\n\nBy [ORG Helen Marsh]\n\nThe port was shut after a storm.",
			[]string{"PERSON Helen Marsh: Helen Marsh"}},
		{"tag of the page", "They left [GPE Chad] in May.\n\n[ORG CityDesk]",
			[]string{"GPE Chad: Chad"}},
		{"name cut with its block", "The march through [GPE Afgh]\n\nThey left [GPE Afghanistan] in May.",
			[]string{"GPE Afghanistan: Afghanistan"}},
		{"movement taken for a people", "The [NORP Taliban] rule. The [NORP Taliban] left. The [ORG Taliban] said so.",
			[]string{"ORG Taliban: Taliban, Taliban, Taliban"}},
		{"surname of a speaker taken for a place",
			"[PERSON Olga Lima] left. The vote, [src [GPE Lima]] [cue says], was late. [src [ORG Lima]] [cue said] so.",
			[]string{"PERSON Olga Lima: Olga Lima, Lima, Lima"}},
		{"place that has a speaker's surname", "[PERSON Olga Lima] left [GPE Lima]. [src [GPE Lima]] [cue said] so.",
			[]string{"PERSON Olga Lima: Olga Lima", "GPE Lima: Lima, Lima"}},
		{"surname between two given names", "[PERSON Austin Li Jiaqi] sells shoes. [PERSON Li] left. [PERSON Li Chengdong] smiled.",
			[]string{"PERSON Austin Li Jiaqi: Austin Li Jiaqi, Li", "PERSON Li Chengdong: Li Chengdong"}},
		{"name of a phrase before", "Known widely as “[PERSON Duke],” [PERSON Olga Marsh] won. [PERSON Duke] smiled.",
			[]string{"PERSON Olga Marsh: Duke, Olga Marsh, Duke"}},
		{"real name", "[PERSON Viya], whose real name is [PERSON Huang Wei], left. [PERSON Huang] smiled.",
			[]string{"PERSON Huang Wei: Viya, Huang Wei, Huang"}},
		{"given name after a title of kinship", "[PERSON Archie Marsh] left. He and Uncle [PERSON Archie] were one.",
			[]string{"PERSON Archie Marsh: Archie Marsh, He, Archie"}},
		{"surname of whoever was called so", "[PERSON Letu Marsh] left. [PERSON Marsh] came with [PERSON Karl Marsh]. [PERSON Marsh] " +
			"smiled.",
			[]string{"PERSON Letu Marsh: Letu Marsh, Marsh, Marsh", "PERSON Karl Marsh: Karl Marsh"}},
		{"president and first lady", "First Lady [PERSON Olga Marsh] came. President [PERSON Marsh] left.",
			[]string{"PERSON Olga Marsh: Olga Marsh", "PERSON Marsh: Marsh"}},
		{"somebody's father", "[PERSON Olga Marsh], daughter of the tycoon [PERSON Karl Marsh], left. [PERSON Marsh] smiled.",
			[]string{"PERSON Olga Marsh: Olga Marsh, Marsh", "PERSON Karl Marsh: Karl Marsh"}},
		{"majority of types", "[ORG Nordbank] rose. [ORG Nordbank] fell. [ORG Nordbank] paid. [PERSON Nordbank] closed.",
			[]string{"ORG Nordbank: Nordbank, Nordbank, Nordbank, Nordbank"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := named(resolved(Resolver{}, doc.New(read(t, tt.text)), published))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEvidence looks at texts and models that the ranker's vectors do not fit.
func TestEvidence(t *testing.T) {
	for _, s := range []string{"[PERSON \x01A] left. He said so. He saw him.", "[PERSON \ufffdLind] left. [src He] [cue said] so.",
		"[PERSON \x02] left. He said so."} {
		r := read(t, s)
		check(t, r, resolved(Resolver{}, doc.New(r), time.Time{}))
	}
	n := ranking()
	want := n.score([]feature{fNobody}, nil)
	if got := n.score([]feature{fNobody}, make([]float32, 2*len(n.Evidence[0]))); got != want {
		t.Errorf("no evidence scores %g, zeros of another width %g", want, got)
	}
}

func TestRoles(t *testing.T) {
	tests := []struct {
		name, text  string
		roles       []string
		affiliation string
	}{
		{"title", "[ORG Taliban] Foreign Minister [PERSON Amir Durrani] spoke.", []string{"Taliban Foreign Minister"}, "Taliban"},
		{"title with demonym", "[GPE Russia] agreed. [NORP Russian] Foreign Minister [PERSON Igor Belov] spoke.",
			[]string{"Russian Foreign Minister"}, "Russia"},
		{"title with of", "[GPE U.S.] Secretary of State [PERSON Olga Marsh] spoke.", []string{"U.S. Secretary of State"}, "U.S."},
		{"lower-case title", "Police said state prosecutor [PERSON Olga Marsh] spoke.", []string{"state prosecutor"}, ""},
		{"abbreviated title", "Sen. [PERSON Olga Marsh] spoke.", []string{"Sen."}, ""},
		{"courtesy is no role", "Mr. [PERSON Frank Mott] spoke.", nil, ""},
		{"infinitive before the title", "They tried to assassinate President [PERSON Igor Belov].", []string{"President"}, ""},
		{"modal before the title", "They will welcome Pope [PERSON Igor Belov].", []string{"Pope"}, ""},
		{"name of somebody", "A police officer, surnamed [PERSON Holm], left.", []string{"police officer"}, ""},
		{"somebody identified", "The driver, identified only as [PERSON Holm], left.", []string{"driver"}, ""},
		{"student of that name", "A medical student named [PERSON Olga Marsh] left.", []string{"medical student"}, ""},
		{"who names whom", "The president named [PERSON Olga Marsh] on Monday.", nil, ""},
		{"and also", "[PERSON Igor Belov], president of [ORG Nordbank] and also, it seems, a crook, left.",
			[]string{"president of Nordbank"}, "Nordbank"},
		{"to before the title", "He spoke to interim President [PERSON Igor Belov].", []string{"interim President"}, ""},
		{"compound with a hyphen", "The two-time Olympic champion [PERSON Igor Belov] met right-wing former president [PERSON Olga " +
			"Marsh].", []string{"two-time Olympic champion"}, ""},
		{"participle before the title", "Some in prison, allowing [ORG Taliban] fighter [PERSON Igor Belov] a phone, were fired.",
			[]string{"Taliban fighter"}, "Taliban"},
		{"first lady", "First Lady [PERSON Olga Marsh] and President [PERSON Marsh] came.", []string{"First Lady"}, ""},
		{"day before the title", "The vote was lost last Thursday Leader of the Opposition [PERSON Igor Belov] said.",
			[]string{"Leader of the Opposition"}, ""},
		{"judges of a bench", "It was heard by a full bench comprising Judges [PERSON Igor Belov] and [PERSON Olga Marsh].",
			[]string{"Judge"}, ""},
		{"relative before the title", "His son Emperor [PERSON Igor Belov] ruled.", []string{"Emperor"}, ""},
		{"preposition before the name", "He stands opposite [PERSON Igor Belov].", nil, ""},
		{"verb before the name", "He met [PERSON Frank Mott] there.", nil, ""},
		{"apposition-before", "[GPE Russia]'s ambassador to [GPE Norway], [PERSON Igor Belov], [cue told] reporters.",
			[]string{"Russia's ambassador to Norway"}, "Russia"},
		{"apposition after", "[PERSON Lars Vinter], chief economist at [ORG Nordhavn Bank] in [GPE Bergen], spoke.",
			[]string{"chief economist at Nordhavn Bank in Bergen"}, "Nordhavn Bank"},
		{"apposition with article", "[PERSON Igor Belov], the [ORG Taliban]-appointed ambassador to [GPE Moscow], spoke.",
			[]string{"Taliban-appointed ambassador to Moscow"}, "Taliban"},
		{"apposition after an age", "[PERSON Olga Marsh], 42, a teacher from [GPE Leeds], wept.", []string{"teacher from Leeds"}, ""},
		{"relative-clause", "[PERSON Priya Nand], who chairs the panel, [cue said]: “Nobody warned us.”", []string{"chairs the panel"}, ""},
		{"relative clause with is", "[PERSON Priya Nand], who is the coach of [ORG Halden United], left.",
			[]string{"coach of Halden United"}, "Halden United"},
		{"apposition before, with an abbreviation", "The director of the [ORG Halden Board] ([ORG HB]), [PERSON Olga Marsh], spoke.",
			[]string{"director of the Halden Board"}, "Halden Board"},
		{"next of a list", "They are [PERSON Igor Belov], 35, resident of [GPE Halden] and [PERSON Frank Mott] (16).",
			[]string{"resident of Halden"}, "Halden"},
		{"verb behind a role", "[PERSON Igor Belov], deputy minister for trade received in his office a guest.",
			[]string{"deputy minister for trade"}, ""},
		{"day before a rank", "The king met at the [FAC Halden Garrison] today Lt. Gen. [PERSON Igor Belov].", []string{"Lt. Gen."}, ""},
		{"abbreviation within a title", "The [ORG National Party] ([ORG NP]) president and former [GPE Halden and Lund] chief minister " +
			"[PERSON Igor Belov] spoke.", []string{"National Party (NP) president", "former Halden and Lund chief minister"},
			"National Party"},
		{"name in another script", "[PERSON Wei Yu-hsun] (韋佑勳), chairman of the [ORG Halden Board], [cue said] so.",
			[]string{"chairman of the Halden Board"}, "Halden Board"},
		{"office of whoever speaks next", "[cont It was drafted by [PERSON Igor Belov]], [src the minister] [cue said].", nil, ""},
		{"office without a comma behind", "[src [PERSON Igor Belov], the minister] [cue said] so.", []string{"minister"}, ""},
		{"abbreviation that is an office", "[PERSON Igor Belov], OC of [FAC Halden Police Station], spoke.",
			[]string{"OC of Halden Police Station"}, ""},
		{"how an office is held", "Acting Interior Minister [PERSON Igor Belov] met the ambassador in [GPE Lund] Anna Holm.",
			[]string{"Acting Interior Minister"}, ""},
		{"the next of a list has an office", "[PERSON Igor Belov], owner of [ORG Nordbank], and [PERSON Olga Marsh] owner of [ORG Halden " +
			"United], bid.", []string{"owner of Nordbank"}, "Nordbank"},
		{"what the holder does", "[PERSON Igor Belov], prince and ruler of [GPE Halden] directed the ministry to act.",
			[]string{"prince", "ruler of Halden"}, "Halden"},
		{"who will be", "[PERSON Igor Belov], who will become chairman of the [ORG Halden Board], left.",
			[]string{"chairman of the Halden Board"}, "Halden Board"},
		{"minister of justice", "First Deputy Minister of Justice [PERSON Rosa Holm] spoke.",
			[]string{"First Deputy Minister of Justice"}, ""},
		{"verb before a name", "It is set to star [PERSON Olga Marsh].", nil, ""},
		{"what somebody is said to do", "[PERSON Igor Belov], head of the [ORG Halden Board] to destabilize the port, left.",
			[]string{"head of the Halden Board"}, "Halden Board"},
		{"when and how", "[PERSON Igor Belov] was elected mayor of [GPE Halden] on Sunday with 54 percent of the votes.",
			[]string{"mayor of Halden"}, "Halden"},
		{"was named", "[PERSON Igor Belov] was named president of [ORG Nordbank].", []string{"president of Nordbank"}, "Nordbank"},
		{"abbreviation for a field", "The [GPE Halden] MEC for Finance [PERSON Olga Marsh] spoke.", []string{"Halden MEC for Finance"},
			"Halden"},
		{"the participle before a title", "Prices rose, prompting central banker [PERSON Igor Belov] to act.",
			[]string{"central banker"}, ""},
		{"ambassador of and in", "The Ambassador of [GPE Norway] in [GPE Lund] [PERSON Anna Holm] spoke.",
			[]string{"Ambassador of Norway in Lund"}, "Norway"},
		{"list of names is no role", "[PERSON Priya Nand], [PERSON Olga Marsh] and [PERSON Lars Vinter] left.", nil, ""},
		{"shorter form is one role", "[NORP Russian] Foreign Minister [PERSON Igor Belov] came. Foreign Minister [PERSON Igor Belov] " +
			"left.", []string{"Russian Foreign Minister"}, "Russian"},
		{"kin is no role", "Her mother, [PERSON Olga Marsh], wept.", nil, ""},
		{"bare organisation", "[PERSON Olga Marsh] of the [ORG River Safety Board] spoke.", nil, "River Safety Board"},
		{"owner of a person", "[ORG Nordbank]'s [PERSON Olga Marsh] spoke.", nil, "Nordbank"},
		{"in brackets", "[PERSON Olga Marsh] ([GPE Norway]) won the race.", nil, "Norway"},
		{"country of an athlete", "[PERSON Olga Marsh] of [GPE Norway] won the race.", nil, "Norway"},
		{"town is no affiliation", "[PERSON Olga Marsh] of [GPE Bergen] won the race.", nil, ""},
		{"line of a list", "What they say:\n\n– [PERSON Olga Marsh], [ORG Nordbank]: 85 percent", nil, "Nordbank"},
		{"list in a sentence", "[PERSON Olga Marsh], [ORG Nordbank] and others agreed.", nil, ""},
		{"organisation behind the role", "[PERSON Olga Marsh], head of research, [ORG Nordbank], agreed.", []string{"head of research"},
			"Nordbank"},
		{"honours between title and name", "The Prime Minister, His Excellency Sheikh [PERSON Omar Rashid], left.",
			[]string{"Prime Minister"}, ""},
		{"two titles in one", "Commerce and Industry Minister [PERSON Olga Marsh] left.", []string{"Commerce and Industry Minister"}, ""},
		{"rank in two abbreviations", "They met Lt. Gen. [PERSON Frank Mott] there.", []string{"Lt. Gen."}, ""},
		{"title in lower case with of", "Former secretary of commerce [PERSON Olga Marsh] left.",
			[]string{"Former secretary of commerce"}, ""},
		{"then", "The then mayor of [GPE Bergen], [PERSON Olga Marsh], left.", []string{"mayor of Bergen"}, "Bergen"},
		{"coordination before", "Police held an activist and lawyer, [PERSON Olga Marsh], in May.", []string{"activist", "lawyer"}, ""},
		{"others before a title", "Bereaved families and President [PERSON Olga Marsh] left.", []string{"President"}, ""},
		{"acronym between title and name", "Halden superintendent of police (SP) [PERSON Olga Marsh] left.",
			[]string{"Halden superintendent of police"}, ""},
		{"title of the next", "[PERSON Olga Marsh], the Minister of Tourism [PERSON Karl Beck] and others left.", nil, ""},
		{"office of the next of a list", "[PERSON Olga Marsh], the rector of the college, Mr [PERSON Karl Beck], and others left.", nil,
			""},
		{"participle before a noun", "[PERSON Olga Marsh], an enrolled nurse at the clinic, left.",
			[]string{"enrolled nurse at the clinic"}, ""},
		{"coordination of whole offices", "[PERSON Olga Marsh], director of research at [ORG Nordbank] and chair of the [ORG Coast " +
			"Party], left.",
			[]string{"director of research at Nordbank", "chair of the Coast Party"}, "Nordbank"},
		{"coordination with kin", "[PERSON Olga Marsh], mother of three and head of [ORG Nordbank], left.", []string{"head of Nordbank"},
			"Nordbank"},
		{"coordination after", "[PERSON Olga Marsh], activist, lawyer and leader of the [ORG Coast Party], left.",
			[]string{"activist", "lawyer", "leader of the Coast Party"}, "Coast Party"},
		{"what a role names is not the person", "[PERSON Olga Marsh], the owner of [ORG Halden], the largest shipbuilder in town, left.",
			[]string{"owner of Halden"}, "Halden"},
		{"rank between office and name", "A [ORG Nordbank] spokesman, Maj. Gen. [PERSON Frank Mott], left.",
			[]string{"Maj. Gen.", "Nordbank spokesman"}, "Nordbank"},
		{"bare organisation behind a comma", "[PERSON Olga Marsh], of the [ORG River Safety Board], spoke.", nil, "River Safety Board"},
		{"party and state", "Rep. [PERSON Olga Marsh], R-[GPE Ohio], spoke.", []string{"Rep."}, "Ohio"},
		{"party and state in brackets", "Rep. [PERSON Olga Marsh] (D-[GPE Ohio]) spoke.", []string{"Rep."}, "Ohio"},
		{"preposition before the role", "It fell, according to [ORG Nordbank] chief [PERSON Olga Marsh].", []string{"Nordbank chief"},
			"Nordbank"},
		{"predicate", "[PERSON Olga Marsh], 44, is the director of the [ORG River Safety Board].",
			[]string{"director of the River Safety Board"}, "River Safety Board"},
		{"predicate of another", "The wife of [PERSON Frank Mott] is a lawyer.", nil, ""},
		{"predicate that passes", "[PERSON Olga Marsh] was the winner of the race.", nil, ""},
		{"relation is no role", "Her rival [PERSON Olga Marsh] left.", nil, ""},
		{"time is no part", "[PERSON Olga Marsh], student leader a few years ago, left.", []string{"student leader"}, ""},
		{"year is no part", "[PERSON Olga Marsh], mayor of [GPE Bergen] in 2012, left.", []string{"mayor of Bergen"}, "Bergen"},
		{"the whole, not its part", "[PERSON Olga Marsh], head of the [ORG Loans Department] at [ORG Nordbank], left.",
			[]string{"head of the Loans Department at Nordbank"}, "Nordbank"},
		{"subject of a professor", "[PERSON Olga Marsh], professor of [ORG Media Studies] at [ORG Halden University], left.",
			[]string{"professor of Media Studies at Halden University"}, "Halden University"},
		{"title of two", "The Halden Presidents [PERSON Olga Marsh] and [PERSON Peter Holm] left.", []string{"Halden President"}, ""},
		{"title of three", "It was good for senators [PERSON Olga Marsh], [PERSON Peter Holm] and [PERSON Karl Beck] to leave.",
			[]string{"senator"}, ""},
		{"plural before one", "It was good, say doctors. [PERSON Olga Marsh] left with [PERSON Peter Holm]. The doctors [PERSON Marsh] " +
			"met agreed.", nil, ""},
		{"brothers", "The brothers [PERSON Karl Beck] and [PERSON Peter Beck] left.", nil, ""},
		{"compound unknown to dictionaries", "It was the midfielder [PERSON Olga Marsh] who scored.", []string{"midfielder"}, ""},
		{"place of an office taken for a person", "The Mayor of [PERSON Halden] left.", nil, ""},
		{"vice president is no president", "[ORG Nordbank] president [PERSON Olga Marsh] left. [PERSON Olga Marsh], vice president of " +
			"[ORG Nordbank] before, wept.", []string{"Nordbank president", "vice president of Nordbank"}, "Nordbank"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := resolved(Resolver{}, doc.New(read(t, tt.text)), published)
			for _, e := range z.Entities {
				if e.Type != entity.Person {
					continue
				}
				var roles []string
				for _, r := range e.Roles {
					roles = append(roles, r.Text)
				}
				if diff := cmp.Diff(tt.roles, roles); diff != "" {
					t.Error(diff)
				}
				if got := e.Affiliation.String(); got != tt.affiliation {
					t.Errorf("affiliation %q, want %q", got, tt.affiliation)
				}
				break
			}
		})
	}
}

func TestAnaphora(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // "mention = entity"
	}{
		{"he said", "[PERSON Tom Aldous] opened the hearing. “This took years,” [src he] [cue added].", []string{"he = Tom Aldous"}},
		{"gender", "[PERSON Maria Soto] met [PERSON Paul Ek] on Friday. “It went well,” [src she] [cue said].",
			[]string{"she = Maria Soto"}},
		{"gender of the other", "[PERSON Maria Soto] met [PERSON Paul Ek] on Friday. “It went well,” [src he] [cue said].",
			[]string{"he = Paul Ek"}},
		{"possessive", "[PERSON Maria Soto] sold her house.", []string{"her = Maria Soto"}},
		{"the ministry", "The [ORG Russian Foreign Ministry] answered on Thursday. [src The ministry] [cue called] it a success.",
			[]string{"The ministry = Russian Foreign Ministry"}},
		{"the minister", "Foreign Minister [PERSON Igor Belov] came. The crowd cheered. [src The minister] [cue said] little.",
			[]string{"The minister = Igor Belov"}},
		{"who spoke last, a name in between",
			"[PERSON Maria Soto] [cue said] [cont that [PERSON Paul Ek] was ill]. “He rests,” [src she] [cue said].",
			[]string{"He = Paul Ek", "she = Maria Soto"}},
		{"the officer, others in between", "Magistrate [PERSON Igor Belov] [cue spoke]. [PERSON Paul Ek] wept. [PERSON Paul Ek] left. " +
			"[PERSON Paul Ek] came back. [PERSON Paul Ek] sat. [src The magistrate] [cue said] little.",
			[]string{"The magistrate = Igor Belov"}},
		{"the office in full", "[PERSON Igor Belov], the commander of the [ORG Northern Fleet], met [PERSON Paul Ek]. [PERSON Paul Ek] " +
			"smiled. [src The commander of the Northern Fleet] [cue said] little.", []string{"The commander = Igor Belov"}},
		{"who was named in the clause before",
			"[PERSON Igor Belov] came. “We left,” [PERSON Belov] [cue said]. When they told [PERSON Paul Ek], the man with the key, he " +
				"left.", []string{"the man = Paul Ek", "he = Paul Ek"}},
		{"its administrator", "[PERSON Olga Marsh], the administrator of the [ORG Halden Farm], came. The farm has 600 horses, [cue " +
			"according to] [src its administrator].", []string{"its administrator = Olga Marsh"}},
		{"his lawyer", "[PERSON Peter Ek] left with his lawyer, [PERSON Olga Marsh]. [src His lawyer] [cue said] it was over.",
			[]string{"his = Peter Ek", "His lawyer = Olga Marsh", "His = Peter Ek"}},
		{"somebody else's lawyer", "[PERSON Anna Holm]'s lawyer, [PERSON Olga Marsh], left. [PERSON Peter Ek] stayed. [src His lawyer] " +
			"[cue said] it was over.", []string{"His = Peter Ek"}},
		{"the government of another country", "The [ORG Halden Aid Agency] left. [src The [NORP Sudanese] government] [cue said] so.", nil},
		{"as for somebody", "[PERSON Igor Belov] came. “We left,” [PERSON Belov] [cue said]. As for [PERSON Paul Ek], [src he] [cue " +
			"said] [cont that he was ill].", []string{"he = Paul Ek", "he = Paul Ek"}},
		{"the same somebody unnamed", "[src A neighbour] [cue told] [PERSON Paul Ek] [cont that it burned]. [PERSON Paul Ek] wept. [src " +
			"The neighbour] [cue said] [cont that it smelled].", nil},
		{"they of one person", "[PERSON Robin Ash], who uses they/them pronouns, resigned. “I am done,” [src they] [cue said].",
			[]string{"they = Robin Ash"}},
		{"the 34-year-old", "[PERSON Julia Weiss] won the race. “I cannot feel my legs,” [src the 34-year-old] [cue said].",
			[]string{"the 34-year-old = Julia Weiss"}},
		{"the company", "[ORG Halden Motor Co.] closed a plant. [src The company] [cue said] it was sorry.",
			[]string{"The company = Halden Motor Co."}},
		{"somebody unnamed is left alone", "[ORG Halden Motor Co.] closed a plant. A neighbour watched. She cried.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := resolved(Resolver{}, doc.New(read(t, tt.text)), published)
			var got []string
			for _, ref := range z.In(text.Span{Start: 0, End: 1 << 30}) {
				if ref.Kind == entity.Pronoun && !strings.EqualFold(ref.Text, "it") || ref.Kind == entity.Nominal {
					got = append(got, ref.Text+" = "+ref.Entity.Name)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestValues(t *testing.T) {
	z := resolved(Resolver{}, doc.New(read(t, "In August 2021 [ORG Channel 4] paid $3 million. In August 2021 it rained.")), published)
	var got []string
	for _, e := range z.Entities {
		if e.Type.IsValue() {
			got = append(got, string(e.Type)+" "+e.Name)
			if e.Value == nil {
				t.Errorf("%s has no value", e.Name)
			}
		}
	}
	if diff := cmp.Diff([]string{"DATE August 2021", "MONEY $3 million"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLinks(t *testing.T) {
	z := resolved(Resolver{}, doc.New(read(t, "[GPE Russia] and the [GPE U.S.] met in [GPE Zzyzxville].")), published)
	got := map[string]string{}
	for _, e := range z.Entities {
		got[e.Name] = e.QID
	}
	if diff := cmp.Diff(map[string]string{"Russia": "Q159", "U.S.": "Q30", "Zzyzxville": ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestIn(t *testing.T) {
	r := read(t, "[PERSON Olga Marsh] met [PERSON Frank Mott] and [PERSON Priya Nand].")
	z := resolved(Resolver{}, doc.New(r), published)
	s := r.Layout.Text
	at := func(a, b string) text.Span {
		return text.Span{Start: strings.Index(s, a), End: strings.Index(s, b) + len(b)}
	}
	var got []string
	for _, ref := range z.In(at("met", "and")) {
		got = append(got, ref.Entity.Name)
	}
	if diff := cmp.Diff([]string{"Frank Mott"}, got); diff != "" {
		t.Error(diff)
	}
	if n := len(z.In(text.Span{})); n != 0 {
		t.Errorf("%d mentions in the empty span", n)
	}
}

func TestGender(t *testing.T) {
	z := resolved(Resolver{}, doc.New(read(t, "Mrs. [PERSON Marsh] met [PERSON Frank Mott] of [ORG Acme].")), published)
	want := map[string]Gender{"Marsh": Female, "Frank Mott": Male, "Acme": UnknownGender}
	for _, e := range z.Entities {
		if got := z.Gender(e); got != want[e.Name] {
			t.Errorf("%s: %v, want %v", e.Name, got, want[e.Name])
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, r := range []*reader.Reading{{}, {Layout: &text.Layout{}}, {Layout: text.Parse("")}} {
		if z := resolved(Resolver{}, doc.New(r), time.Time{}); len(z.Entities) != 0 {
			t.Errorf("%d entities in nothing", len(z.Entities))
		}
	}
}
