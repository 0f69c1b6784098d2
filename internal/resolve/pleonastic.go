package resolve

// pleonastic reports whether the "it" at token i refers to nothing: "it is clear that", "it will take years to", "it
// turned out that" (after Lappin and Leass 1994).
func (p *page) pleonastic(i int) bool {
	sent := p.tokens[i].sent
	word := func(k int) string { return p.next(k, sent).low }
	k := i + 1
	be := false
	for n := 0; n < 4; n++ { // "may not be", "has long been", "'s also"
		switch w, next := word(k), word(k+1); {
		case turning[w] && (next == "that" || next == "as" || next == "like" || next == "out" || next == "to" && word(k+2) == "me"):
			return true
		case copulas[w]:
			be = true
		case auxiliaries[w] || between[w]:
		default:
			n = 4
			continue
		}
		k++
	}
	switch w := word(k); {
	case w == "take" || w == "takes" || w == "took" || w == "taken":
		for n := 1; n <= 6 && word(k+n) != ""; n++ {
			if durations[word(k+n)] {
				return true
			}
		}
		return false
	case !be:
		return false
	case w == "time" || (w == "only" || w == "when" || w == "until") && (w != "only" || clefts[word(k+1)]):
		return true
	case w == "no" || w == "a" || w == "an" || w == "the" || w == "too" || w == "so" || w == "very" || w == "more" || w == "quite" || w == "almost":
		k++ // "it is no surprise that", "it is too early to"
	}
	w := word(k)
	if clefts[w] && word(k-1) == "only" {
		return true
	}
	if !impersonal[w] && !told[w] {
		return false
	}
	for n := 1; n <= 2; n++ {
		switch next := word(k + n); {
		case next == "that" || next == "whether" || next == "if" || next == "how" || next == "why" || next == "what" || next == "who" || next == "where":
			return true
		case impersonal[w] && (next == "to" || next == "for" || next == "when"):
			return true
		case n == 1 && next == "enough":
		default:
			return false
		}
	}
	return false
}

var (
	copulas     = set("is was 's ’s be been being are were becomes became become seems seemed seem appears appeared remains remained looks looked s")
	auxiliaries = set("may might will would could can should must has have had does did do ll 'll ’ll shall wo ca")
	between     = set("not n't ' ’ also now still already just long once even never ever always often widely generally probably perhaps increasingly")
	turning     = set("seems seemed seem appears appeared appear turns turned happens happened follows followed emerged transpired")
	durations   = set("time while long hour hours day days week weeks month months year years decade decades minute minutes")
	clefts      = set("when after in because by through since until at then")
	// impersonal are what "it is … that" or "it is … to" says of a clause.
	impersonal = set(`clear unclear apparent evident obvious certain uncertain true false likely unlikely possible impossible probable plausible
		important necessary unnecessary essential vital crucial critical imperative key fair unfair easy easier hard harder difficult tough
		better best good bad worse wrong right safe dangerous reasonable unreasonable nice great wonderful useful common rare unusual illegal legal lawful
		unlawful unacceptable acceptable appropriate inappropriate premature early late enough surprising unsurprising striking notable noteworthy
		remarkable interesting ironic sad tragic unfortunate fortunate lucky shameful disappointing encouraging worrying alarming shocking
		inevitable inconceivable unthinkable unprecedented customary traditional natural normal logical understandable hoped surprise wonder secret
		shame pity fact doubt mistake worth`)
	// told are the participles of what people say or think.
	told = set(`hoped believed thought said reported understood expected known unknown assumed estimated feared claimed alleged confirmed announced agreed
		decided noted revealed suggested argued recalled rumored rumoured speculated predicted acknowledged stressed emphasised emphasized reiterated
		learned learnt found shown proven established disclosed declared stated mentioned felt supposed presumed imagined considered`)
)
