package extract

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/text"
)

// genders are the pronouns and titles that tell one. They are closed classes.
var genders = map[string]entity.Gender{
	"he": entity.Male, "him": entity.Male, "his": entity.Male, "himself": entity.Male,
	"she": entity.Female, "her": entity.Female, "hers": entity.Female, "herself": entity.Female,
	"mr": entity.Male, "sir": entity.Male, "lord": entity.Male, "father": entity.Male,
	"mrs": entity.Female, "ms": entity.Female, "miss": entity.Female, "madam": entity.Female,
	"lady": entity.Female, "dame": entity.Female, "sister": entity.Female,
}

// tellGenders gives people the gender that their pronouns and titles agree on.
func tellGenders(entities []*entity.Entity, t string) {
	for _, e := range entities {
		if e.Type == entity.Person {
			e.Gender = gender(e.Mentions, t)
		}
	}
}

func gender(mentions []entity.Mention, t string) entity.Gender {
	told := entity.Gender("")
	for _, m := range mentions {
		word := m.Text
		switch m.Kind {
		case entity.Name:
			word = wordBefore(m.Span, t)
		case entity.Pronoun:
		default:
			continue
		}
		g := genders[strings.ToLower(word)]
		if g != "" && told != "" && g != told {
			return ""
		}
		if told == "" {
			told = g
		}
	}
	return told
}

// wordBefore returns the word before s, where only a full stop and spaces stand between.
func wordBefore(s text.Span, t string) string {
	const longest = 16
	before := strings.TrimRight(t[max(0, s.Start-longest):s.Start], " \u00a0")
	before = strings.TrimSuffix(before, ".")
	i := strings.LastIndexFunc(before, func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') })
	return before[i+1:]
}
