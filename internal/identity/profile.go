package identity

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// A ref is a member of an article, both by number.
type ref struct{ article, member int32 }

// A profile gathers the members of all articles that bear one name and nothing
// speaks against being one: the units that are compared with each other.
type profile struct {
	kind    kind
	key     string // names the profile within the corpus
	name    name
	label   string // the name as it is mostly written
	members []ref
	docs    int
	qids    counts // articles
	key2    string // the user's identifier, or ""
	nations counts // articles about each country
	nation  string // of an organ of state, part of its identity
	forms   counts // other names in articles, folded; articles
	shorts  counts // acronyms in brackets, folded; articles
	roles   counts // words of roles; articles
	types   counts
	he, she int
	generic bool   // an organ that many states have
	known   string // the item that the name means mostly, if any
	with    company
}

// A corpus is the articles with what is gathered from them. All of it follows from the
// set of the articles, whatever order they came in.
type corpus struct {
	articles []*Article
	common   map[string]int // word: articles that have it in small letters
	named    map[string]int // word: articles with a name of it
	profiles []*profile
	lone     []*lone
	numbers  map[string]int32 // of companions
	spread   []int32          // companion: articles
	company  [][]int32        // article: companions, sorted
	weights  *weights
}

// gather makes the profiles of the articles, which are sorted by ID.
func gather(articles []*Article, w *weights) *corpus {
	c := &corpus{articles: articles, common: map[string]int{}, named: map[string]int{}, numbers: map[string]int32{}, weights: w}
	for _, a := range articles {
		for _, w := range a.Common {
			c.common[w]++
		}
		c.countNames(a)
	}
	c.company = make([][]int32, len(articles))
	byKey := map[string]*profile{}
	for i, a := range articles {
		for j := range a.Entities {
			c.place(byKey, ref{int32(i), int32(j)})
		}
		slices.Sort(c.company[i])
		c.company[i] = slices.Compact(c.company[i])
		for _, n := range c.company[i] {
			c.spread[n]++
		}
	}
	c.profiles = slices.SortedFunc(maps.Values(byKey), func(a, b *profile) int { return strings.Compare(a.key, b.key) })
	c.split()
	for _, p := range c.profiles {
		p.settle(c)
	}
	return c
}

func (c *corpus) countNames(a *Article) {
	seen := map[string]bool{}
	for i := range a.Entities {
		if m := &a.Entities[i]; kindOf(m.Type, m.Name) != human {
			for _, w := range strings.Fields(kb.Fold(m.Name)) {
				if !seen[w] {
					seen[w] = true
					c.named[w]++
				}
			}
		}
	}
}

// place puts a member into the profile of its name, or among the lone ones.
func (c *corpus) place(byKey map[string]*profile, r ref) {
	a := c.articles[r.article]
	m := &a.Entities[r.member]
	k := kindOf(m.Type, m.Name)
	n := parse(m.Name, k)
	if len(n.words) == 0 {
		return
	}
	for _, w := range companions(k, n) {
		c.company[r.article] = append(c.company[r.article], c.number(w))
	}
	if k == human && m.Key == "" && (len(n.words) == 1 || len(n.words) == 2 && isInitial(n.words[0])) {
		c.lone = append(c.lone, &lone{ref: r, word: n.words[len(n.words)-1], name: n})
		return
	}
	key, nation, generic := kindNames[k]+"/"+n.key(), "", false
	if k == body || k == place {
		if core, of, ok := c.organ(n); ok {
			if generic, nation = true, of; of == "" {
				nation = a.nation()
			}
			key = kindNames[k] + "/" + core + "@" + nation
		}
	}
	if m.Key != "" {
		key = "key/" + m.Key
	}
	p := byKey[key]
	if p == nil {
		p = &profile{kind: k, key: key, name: n, nation: nation, generic: generic, key2: m.Key}
		byKey[key] = p
	}
	p.members = append(p.members, r)
}

func (c *corpus) number(companion string) int32 {
	n, ok := c.numbers[companion]
	if !ok {
		n = int32(len(c.numbers))
		c.numbers[companion] = n
		c.spread = append(c.spread, 0)
	}
	return n
}

// companions are the words by which an entity counts as the company of others: the
// first and last names of a person, of which articles give one or both.
func companions(k kind, n name) []string {
	if k == human {
		first, last := n.words[0], n.words[len(n.words)-1]
		if first == last {
			return []string{"@" + last}
		}
		return []string{"@" + first, "@" + last}
	}
	return []string{n.key()}
}

// split parts the profiles whose members the links give several items.
func (c *corpus) split() {
	var all []*profile
	for _, p := range c.profiles {
		all = append(all, p.byItem(c)...)
	}
	c.profiles = all
}

// A namesake needs this much of its own: articles, and their share of the name's.
const (
	leastNamesake = 2
	leastShare    = 0.15
)

// byItem returns p, or a profile for each item that enough of its articles give.
// Articles without an item, or with a rare one, go with the item of most.
func (p *profile) byItem(c *corpus) []*profile {
	items := map[string]int{}
	total := 0
	for _, r := range p.members {
		if q := c.member(r).QID; q != "" {
			items[q]++
			total++
		}
	}
	kept := map[string]*profile{}
	for q, n := range items {
		if n >= leastNamesake && float64(n) >= leastShare*float64(total) {
			kept[q] = &profile{kind: p.kind, key: p.key + "#" + q, name: p.name, nation: p.nation, generic: p.generic, key2: p.key2}
		}
	}
	if len(kept) < 2 {
		return []*profile{p}
	}
	most := slices.SortedFunc(maps.Keys(kept), func(a, b string) int { return cmp.Or(items[b]-items[a], strings.Compare(a, b)) })
	for _, r := range p.members {
		to := kept[c.member(r).QID]
		if to == nil {
			to = kept[most[0]]
		}
		to.members = append(to.members, r)
	}
	slices.Sort(most)
	out := make([]*profile, len(most))
	for i, q := range most {
		out[i] = kept[q]
	}
	return out
}

func (c *corpus) member(r ref) *Member { return &c.articles[r.article].Entities[r.member] }

// settle counts what the members say of p.
func (p *profile) settle(c *corpus) {
	var spellings counts
	last := int32(-1)
	for _, r := range p.members {
		m := c.member(r)
		if r.article != last {
			last = r.article
			p.docs++
			if n := c.articles[r.article].nation(); n != "" {
				p.nations.add(n, 1)
			}
		}
		p.add(m)
		spellings.add(m.Name, 1+int(m.Mentions))
	}
	p.label = spellings.most()
	p.name = parse(p.label, p.kind)
	p.known = knownItem(p.label, p.kind)
}

func (p *profile) add(m *Member) {
	if m.QID != "" {
		p.qids.add(m.QID, 1)
	}
	for _, f := range m.Forms {
		if n := parse(f, p.kind); len(n.words) > 0 && n.key() != p.name.key() {
			p.forms.add(n.key(), 1)
		}
	}
	for _, s := range m.Short {
		p.shorts.add(parse(s, p.kind).key(), 1)
	}
	for _, r := range m.Roles {
		for _, w := range strings.Fields(kb.Fold(r)) {
			if !small[w] {
				p.roles.add(w, 1)
			}
		}
	}
	p.types.add(string(m.Type), 1)
	p.he += int(min(m.He, 3))
	p.she += int(min(m.She, 3))
}

// knownItem returns the most prominent item of a name, whoever an article means by it.
func knownItem(name string, k kind) string {
	for _, e := range gazetteer.Lookup(name) {
		if e.ID != "" && !e.Partial && kindOf(entity.Type(e.Type()), "") == k && (!e.Code || acronymLike(name)) {
			return e.ID
		}
	}
	return ""
}

// item returns the item that most of p's linked articles give.
func (p *profile) item() string { return p.qids.most() }

// isCommon reports whether a word is no name of its own: a noun for organisations or
// landforms, or one that articles also write in small letters.
func (c *corpus) isCommon(w string) bool {
	return gazetteer.OrgNoun(w) || landforms[w] || organWords[w] || branches[w] || c.common[w] > 0 && commonRatio*c.common[w] >= c.named[w]
}

const commonRatio = 20

func (c *corpus) allCommon(ws []string) bool {
	for _, w := range ws {
		if !c.isCommon(w) {
			return false
		}
	}
	return true
}

// landforms end names of places that articles give with and without them.
var landforms = wordSet(`airport bay canal cape city coast county desert district falls forest glacier gulf heights
	highlands hill hills island islands isle lake mountain mountains ocean peninsula plain plateau port prefecture
	province region republic ridge river sea state strait strip territories territory valley village`)

// sorts are words for what a thing is that its name has or lacks.
var sorts = wordSet(`agency airlines airways city club company corporation county desert district entertainment fc football group heights
holding holdings industries islands motor motors mountains movement news newspaper ocean organisation organization
party peninsula pictures prefecture province records republic restaurants sea state stores strip supermarkets team
technologies territories`)

// organWords are what every state or party system has: the word for one names it only
// together with a country.
var organWords = wordSet(`administration army assembly cabinet chancellery chamber commission communists congress conservatives constabulary
council court courts defence defense democrats department diet embassy executive forces government greens guard house
judiciary justice liberals ministry mint navy office parliament party police presidency president republicans
secretariat senate service socialists treasury`)

// branches are what the organs of states and parties are for, or are called after.
var branches = wordSet(`administrative affairs agriculture appeal central christian civil communications communist
	conservative constitutional criminal culture defence defense democratic development economic economy education
	election electoral energy environment external federal finance fisheries foreign general green health high home
	housing immigration industry information infrastructure interior internal international investigation labor
	labour left liberal lower military mines national nationalist oil peoples petroleum planning police prime
	progressive public republican revenue royal rural science security social socialist special sports state
	statistics supreme technology tourism trade transport united upper water welfare workers`)

// organ tells whether a name is of an organ that many states have. It returns what is
// left without the country, in order of the alphabet, and the country that the name
// itself tells, if any.
func (c *corpus) organ(n name) (core, nation string, ok bool) {
	rest := n.words
	if len(rest) > 1 {
		rest, nation = withoutNation(rest)
	}
	found := false
	for _, w := range rest {
		found = found || organWords[w]
	}
	if !found || !c.allCommon(rest) {
		return "", "", false
	}
	return sorted(rest), nation, true
}

// withoutNation cuts the country or its people from the beginning or end of a name.
func withoutNation(ws []string) (rest []string, nation string) {
	for n := min(3, len(ws)-1); n > 0; n-- {
		if code := nationNamed(strings.Join(ws[:n], " ")); code != "" {
			return ws[n:], code
		}
		if code := nationNamed(strings.Join(ws[len(ws)-n:], " ")); code != "" {
			return ws[:len(ws)-n], code
		}
	}
	return ws, ""
}

func nationNamed(s string) string {
	if n, ok := gazetteer.DemonymOf(s); ok {
		return n.Country
	}
	return countryNamed(s)
}

// company is a vector of companions with weights, sorted by companion.
type company []weighted

type weighted struct {
	companion int32
	weight    float64
}

// companyOf returns who is named together with p.
func (p *profile) companyOf(c *corpus) company {
	if p.docs < leastKept {
		return c.companyOf(p.members)
	}
	if p.with == nil {
		p.with = c.companyOf(p.members)
	}
	return p.with
}

const (
	leastKept  = 3  // articles from which a profile keeps its company
	maxCompany = 64 // companions that a company keeps: the ones of most weight
)

// maxSampled bounds the articles from which a profile's company is taken.
const maxSampled = 32

// companyOf returns who is named together with the members of a profile.
func (c *corpus) companyOf(members []ref) company {
	step := 1 + len(members)/maxSampled
	sum := map[int32]float64{}
	for i := 0; i < len(members); i += step {
		for _, x := range c.company[members[i].article] {
			sum[x]++
		}
	}
	v := make(company, 0, len(sum))
	n := float64((len(members) + step - 1) / step)
	for x, k := range sum {
		if c.spread[x] > 1 {
			v = append(v, weighted{x, math.Sqrt(k/n) * c.rarity(x)})
		}
	}
	if len(v) > maxCompany {
		slices.SortFunc(v, func(a, b weighted) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.companion, b.companion))
		})
		v = slices.Clone(v[:maxCompany])
	}
	slices.SortFunc(v, func(a, b weighted) int { return cmp.Compare(a.companion, b.companion) })
	return v
}

// rarity weighs a companion by the logarithm of how few articles name it.
func (c *corpus) rarity(x int32) float64 {
	return math.Log(1 + float64(len(c.articles))/float64(c.spread[x]))
}

// shared returns how alike two companies are, from 0 to 1, without regard to skip.
func shared(a, b company, skip []int32) float64 {
	var dot, x, y float64
	count := func(w weighted) float64 {
		if slices.Contains(skip, w.companion) {
			return 0
		}
		return w.weight
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i].companion < b[j].companion:
			w := count(a[i])
			x += float64(w * w) // the conversion forbids to fuse: same bits on all machines
			i++
		case i == len(a) || b[j].companion < a[i].companion:
			w := count(b[j])
			y += float64(w * w)
			j++
		default:
			v, w := count(a[i]), count(b[j])
			dot, x, y = dot+float64(v*w), x+float64(v*v), y+float64(w*w)
			i++
			j++
		}
	}
	if x == 0 || y == 0 {
		return 0
	}
	return dot / math.Sqrt(x*y)
}
