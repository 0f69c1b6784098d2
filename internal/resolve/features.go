package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A feature is a fact about an anaphor, or about an anaphor and a candidate: an
// index into the ranker's table. A block of features holds the values of one fact.
type feature = uint16

// The blocks of features; those from fVoice on are of sources alone. train/coref reads
// the dump and not these names; a change here asks for a new training.
const (
	fNobody       feature = 0
	fClass                = fNobody + 1
	fSlot                 = fClass + feature(numClasses)
	fInQuote              = fSlot + 5
	fInContent            = fInQuote + 2
	fIsSource             = fInContent + 2
	fDefined              = fIsSource + 2
	fNamed                = fDefined + 2
	fShown                = fNamed + 2
	fOpens                = fShown + 2
	fNextTag              = fOpens + 2
	fFitting              = fNextTag + 7
	fType                 = fFitting + 5
	fGender               = fType + 12
	fSentences            = fGender + 3
	fBlocks               = fSentences + 9
	fRank                 = fBlocks + 5
	fKind                 = fRank + 6
	fSameClass            = fKind + 4
	fSubject              = fSameClass + 2
	fPrep                 = fSubject + 2
	fPoss                 = fPrep + 2
	fCount                = fPoss + 2
	fMost                 = fCount + 5
	fOrder                = fMost + 2
	fSpeaker              = fOrder + 4
	fQuotes               = fSpeaker + 2
	fBinding              = fQuotes + 4
	fAhead                = fBinding + 3
	fHead                 = fAhead + 1
	fRole                 = fHead + 3
	fOwnClause            = fRole + 3
	fOnly                 = fOwnClause + 2
	fCorporate            = fOnly + 2
	fSubjSlot             = fCorporate + 4
	fRecency              = fSubjSlot + 4
	fQuoteSpk             = fRecency + 6
	fSourceSpk            = fQuoteSpk + 4
	fAge                  = fSourceSpk + 4
	fUnnamed              = fAge + 2
	fPlace                = fUnnamed + 2
	fClause               = fPlace + 6
	fWords                = fClause + 36
	fTopic                = fWords + 8
	fFull                 = fTopic + 2
	fBetween              = fFull + 2
	fSpeakerSlot          = fBetween + 5
	fSort                 = fSpeakerSlot + 4
	fVoice                = fSort + 3
	fVoiceBlocks          = fVoice + 5
	fTold                 = fVoiceBlocks + 5
	fToldBlocks           = fTold + 5
	fNewer                = fToldBlocks + 5
	fToldHere             = fNewer + 4
	fOffice               = fToldHere + 2
	fAgrees               = fOffice + 2
	fWithin               = fAgrees + 3
	fNominalVoice         = fWithin + 2
	numFeature            = fNominalVoice + 5
)

func bit(b bool) feature {
	if b {
		return 1
	}
	return 0
}

// about returns the facts about the anaphor alone.
func (r *resolver) about(a *anaphor, fitting int) []feature {
	t := &r.p.Tokens[a.from]
	fs := make([]feature, 0, 40)
	fs = append(fs,
		fClass+feature(a.class), fSlot+feature(a.slot), fInQuote+bit(t.Quoted), fInContent+bit(t.Content != none),
		fIsSource+bit(r.isSource(a)), fDefined+bit(a.defined), fNamed+bit(a.named), fShown+bit(a.shown),
		fOpens+bit(r.p.Opens(a.from)), fNextTag+tagFeature(r.p.InSentence(a.to, t.Sentence)),
		fFitting+feature(bucketOf(fitting, 0, 1, 2, 4)),
		fAge+bit(a.class == personNominal && a.noun != "" && a.noun[0] >= '0' && a.noun[0] <= '9'))
	return fs
}

func tagFeature(t *doc.Token) feature {
	switch {
	case t.Text == "":
		return 0
	case t.IsPunct():
		return 1
	case t.Tags == "":
		return 2
	}
	switch t.Tags[0] {
	case 'A':
		return 3
	case 'V':
		return 4
	case 'F':
		return 5
	}
	return 6
}

// isSource reports whether the anaphor is, or opens, what the reading calls a source.
func (r *resolver) isSource(a *anaphor) bool {
	if k := r.p.Tokens[a.head].Source; k != none {
		s := r.p.Sources[k]
		return s.Start <= r.p.Tokens[a.from].Start && r.p.Tokens[a.to-1].End+2 >= s.End || a.class > they
	}
	return r.p.At(a.to).Cue != none && r.p.At(a.to).Sentence == r.p.Tokens[a.from].Sentence
}

// nobody returns the features of the choice of none of the candidates.
func (r *resolver) nobody(a *anaphor, cands []candidate) []feature {
	return append(r.about(a, len(cands)), fNobody)
}

func typeFeature(x *referent) feature {
	if x.entity == nil && len(x.names) == 0 {
		switch {
		case x.typ == entity.Org:
			return 0
		case x.plural:
			return 1
		}
		return 2
	}
	return namedFeature(x.typ)
}

// namedFeature returns the feature of the type of what has a name.
func namedFeature(t entity.Type) feature {
	switch t {
	case entity.Person:
		return 3
	case entity.Org:
		return 4
	case entity.GPE:
		return 5
	case entity.Loc:
		return 6
	case entity.NORP:
		return 7
	case entity.Fac:
		return 8
	case entity.Event:
		return 9
	case entity.WorkOfArt, entity.Product:
		return 10
	}
	return 11
}

// features returns the facts about an anaphor and the referent x, which is the
// k-th latest of n that fit.
func (r *resolver) features(a *anaphor, x *referent, k, n, most int) []feature {
	p := r.p
	t, u := &p.Tokens[a.from], &p.Tokens[x.last]
	fs := r.about(a, n)
	same := t.Sentence == u.Sentence
	inName, inRole := r.head(a, x)
	rank := feature(bucketOf(k, 0, 1, 2, 4, 8))
	fs = append(fs,
		fType+typeFeature(x),
		fGender+genderFeature(a, x),
		fSentences+feature(bucketOf(t.Sentence-u.Sentence, 0, 1, 2, 3, 4, 7, 12, 20)),
		fBlocks+feature(bucketOf(t.Block-u.Block, 0, 1, 2, 4)),
		fRank+rank,
		fKind+kindFeature(x),
		fSameClass+bit(x.class == a.class && a.class != notPronoun),
		fSubject+bit(x.subj), fPrep+bit(x.prep), fPoss+bit(x.poss),
		fCount+feature(bucketOf(x.count, 1, 2, 4, 8)),
		fMost+bit(x.count == most),
		fOrder+feature(bucketOf(x.order, 0, 2, 6)),
		fSpeaker+bit(r.speaker == x),
		fQuotes+2*bit(t.Quoted)+bit(u.Quoted),
		fHead+inName, fRole+inRole,
		fOnly+bit(n == 1),
		fUnnamed+bit(len(x.names) == 0),
	)
	if a.class == orgNominal {
		fs = append(fs, fCorporate+2*bit(lexicon.CompanyNoun.Has(a.noun))+bit(x.corporate()), fSort+feature(r.p.sorts(a.noun, x)))
	}
	if a.class == placeNominal {
		fs = append(fs, fPlace+2*placeNoun(a.noun)+bit(x.country != ""))
	}
	near := bucketOf(t.Sentence-u.Sentence, 0, 1)
	fs = append(fs,
		fClause+feature(min(int(a.slot), 4)*2+int(bit(x.subj)))*3+feature(near),
		fWords+feature(bucketOf(a.from-x.lastTo, 2, 5, 10, 20, 40, 80, 200)),
		fTopic+bit(x.topic), fFull+bit(len(x.forms) > 0 && len(x.forms[0]) > 1),
		fBetween+feature(bucketOf(r.between(a, x), 0, 1, 2, 3)),
	)
	if r.speaker == x {
		fs = append(fs, fSpeakerSlot+feature(near))
	}
	if a.slot == subjectSlot {
		fs = append(fs, fSubjSlot+2*bit(same)+bit(x.subj))
	}
	if same {
		fs = append(fs, fRecency+feature(bucketOf(a.from-x.lastTo, 0, 1, 3, 6, 12)))
		if a.slot == objectSlot {
			fs = append(fs, fBinding+bit(x.subj))
		} else if a.slot == reflexiveSlot {
			fs = append(fs, fBinding+2)
		}
	}
	if t.Quoted || t.Content != none {
		fs = append(fs, fQuoteSpk+2*bit(t.Quoted)+bit(r.speaker == x))
	} else {
		fs = append(fs, fSourceSpk+2*bit(r.isSource(a))+bit(r.speaker == x))
	}
	if r.speaks(a) {
		fs = append(fs, r.asSource(a, x)...)
	}
	return fs
}

// speaks reports whether an anaphor says who speaks, and that a person does.
func (r *resolver) speaks(a *anaphor) bool {
	return (a.class == heShe || a.class == personNominal) && r.isSource(a)
}

// asSource returns the facts that tell who speaks: who spoke before, and who was
// mentioned outside of what is said, which is the story that the writer tells.
func (r *resolver) asSource(a *anaphor, x *referent) []feature {
	p := r.p
	t := &p.Tokens[a.from]
	voices, tellings := 0, 0
	for _, y := range r.recent {
		if y != x && r.fits(a, y) {
			voices += int(bit(y.voice.pos > x.voice.pos))
			tellings += int(bit(y.told.pos > x.told.pos))
		}
	}
	voice, told := feature(0), feature(0)
	if x.voice.pos > 0 {
		voice = 1 + feature(bucketOf(voices, 0, 1, 2))
	}
	if x.told.pos > 0 {
		told = 1 + feature(bucketOf(tellings, 0, 1, 2))
	}
	fs := make([]feature, 0, 12)
	fs = append(fs, fVoice+voice, fTold+told)
	if a.class > they {
		fs = append(fs, fNominalVoice+voice)
	}
	if x.voice.pos > 0 {
		fs = append(fs, fVoiceBlocks+feature(bucketOf(t.Block-p.Tokens[x.voice.token].Block, 0, 1, 2, 4)))
	}
	newer := feature(0)
	if x.told.pos > 0 {
		u := &p.Tokens[x.told.token]
		fs = append(fs, fToldBlocks+feature(bucketOf(t.Block-u.Block, 0, 1, 2, 4)), fToldHere+bit(u.Sentence == t.Sentence))
		if x.told.pos > r.voice {
			newer = 1 + 2*bit(t.Block-u.Block <= 1) + bit(x.told.subj)
			newer = min(newer, 3)
		}
	}
	agrees := feature(0)
	if a.named {
		agrees = 1 + bit(r.agrees(a, x))
	}
	last := &p.Tokens[x.last]
	return append(fs, fNewer+newer, fOffice+bit(len(x.roles) > 0), fAgrees+agrees,
		fWithin+bit(last.Sentence == t.Sentence && (last.Quoted || last.Content != none)))
}

// placeNoun tells countries (0) from towns (1) and other places (2).
func placeNoun(noun string) feature {
	switch noun {
	case "country", "nation", "republic", "kingdom":
		return 0
	case "city", "town", "village", "capital", "municipality", "suburb", "neighborhood", "neighbourhood":
		return 1
	}
	return 2
}

// between counts the named persons mentioned after x and before the anaphor.
func (r *resolver) between(a *anaphor, x *referent) int {
	n := 0
	for _, y := range r.recent {
		if y == x || y.lastPos < x.lastPos {
			break
		}
		if y.typ == x.typ && len(y.names) > 0 {
			n++
		}
	}
	return n
}

func genderFeature(a *anaphor, x *referent) feature {
	switch {
	case a.gender == unknown || x.gender == unknown:
		return 0
	case a.gender == x.gender:
		return 1
	}
	return 2
}

func kindFeature(x *referent) feature {
	switch x.kind {
	case entity.Name:
		return 0
	case entity.Pronoun:
		return 1
	}
	return 2
}

// corporate reports whether the name ends as companies' names do.
func (x *referent) corporate() bool {
	for _, ws := range x.forms {
		if lexicon.CorporateSuffix.Has(ws[len(ws)-1]) || lexicon.CompanyNoun.Has(ws[len(ws)-1]) {
			return true
		}
	}
	return false
}

// The ways in which a noun and an organisation's name go together.
const (
	sortUnknown = iota
	sortFits
	sortDiffers
)

// sorts tells whether an organisation is of the sort that the noun is said of: by
// the noun in its name, by what companies are called, by the gazetteer.
func (p *page) sorts(noun string, x *referent) int {
	want := lexicon.OrganisationSort(noun)
	if want == "" || len(x.forms) == 0 {
		return sortUnknown
	}
	if x.sort == "" {
		x.sort = p.sortOfName(x)
	}
	switch {
	case x.sort == "-":
		return sortUnknown
	case x.sort == want || want == "company" && (x.sort == "bank" || x.sort == "airline" || x.sort == "media"):
		return sortFits
	case x.sort == "company" && (want == "bank" || want == "airline" || want == "media"):
		return sortUnknown
	}
	return sortDiffers
}

// sortOfName returns the sort of an organisation, or "-".
func (p *page) sortOfName(x *referent) string {
	for k, ws := range x.forms {
		if k == 4 {
			break
		}
		if x.corporate() {
			return "company"
		}
		for i := len(ws) - 1; i >= 0; i-- {
			if s := lexicon.OrganisationSort(ws[i]); s != "" && (i == len(ws)-1 || i+1 < len(ws) && lexicon.SmallWord.Has(ws[i+1])) {
				return s
			}
		}
		if s := p.gaz.OrgSort(strings.Join(ws, " ")); s != "" {
			return s
		}
	}
	return "-"
}

// head tells whether the noun stands in the name of x (1, or 2 as its last
// word), and whether it is an office of x (1, or 2 if it was said of x before).
func (r *resolver) head(a *anaphor, x *referent) (inName, inRole feature) {
	if a.noun == "" || a.class < personNominal {
		return 0, 0
	}
	for k, ws := range x.forms {
		if k == 4 {
			break
		}
		for i, w := range ws {
			if w == a.noun {
				inName = max(inName, 1)
				if i == len(ws)-1 {
					inName = 2
				}
			}
		}
	}
	if x.heads[a.noun] {
		inRole = 2
	}
	return inName, inRole
}

// aheadFeatures returns the facts about a name that follows the anaphor.
func (r *resolver) aheadFeatures(a *anaphor, n int) []feature {
	return append(r.about(a, n), fAhead)
}

// places returns where x was last mentioned, and last named, or else mentioned. What is not
// mentioned yet is the name ahead.
func (r *resolver) places(x *referent) [2]text.Span {
	if x.count == 0 {
		ahead := r.ms[x.names[0]].Span
		return [2]text.Span{ahead, ahead}
	}
	last := r.p.SpanOf(x.last, x.lastTo)
	if x.nameTo == 0 {
		return [2]text.Span{last, last}
	}
	return [2]text.Span{last, r.p.SpanOf(x.name, x.nameTo)}
}

// evidence returns what the network's vectors say of an anaphor and a candidate: the anaphor's
// vector, those of where the candidate was last mentioned and last named, and the products of the
// first with either. Of nobody (nil) it has the first alone; it is empty in a text without vectors, or with
// those of a model that the ranker was not trained with. The next call overwrites it.
func (r *resolver) evidence(a *anaphor, x *referent) []float32 {
	vs := &r.p.Reading.Vectors
	anaphor, _ := vs.At(r.p.Tokens[a.to-1].End - 1)
	n := len(anaphor)
	if 5*n != len(ranking().Evidence[0]) {
		return nil
	}
	if r.space == nil {
		r.space = make([]float32, 5*n)
	}
	out := r.space
	for i, v := range anaphor {
		out[i] = float32(v) / 127
	}
	if x == nil {
		return out[:n]
	}
	for k, place := range r.places(x) {
		_, first := vs.At(place.Start)
		_, last := vs.At(place.End - 1)
		for i := range n {
			var w float32
			if first != nil && last != nil { // the network knows no word before a name of control characters
				w = float32(int(first[i])+int(last[i])) / 254
			}
			out[(1+k)*n+i], out[(3+k)*n+i] = w, out[i]*w
		}
	}
	return out
}
