package gazetteer

import (
	"strings"
	"sync"

	"dictum.example/kb"
)

// FieldOf returns the field that the words of a title or description first speak of
// ("Belgian association football player", "pop singer"), or NoField.
func FieldOf(description string) kb.Field {
	words := strings.Fields(kb.Fold(description))
	table := fieldWords()
	for i := range words {
		for n := min(3, len(words)-i); n > 0; n-- {
			if f, ok := table[strings.Join(words[i:i+n], " ")]; ok {
				return f
			}
			if n == 1 {
				if f, ok := table[strings.TrimSuffix(words[i], "s")]; ok {
					return f
				}
			}
		}
	}
	return kb.NoField
}

// fieldWords returns the field of each word and phrase that names one.
var fieldWords = sync.OnceValue(func() map[string]kb.Field {
	table := map[string]kb.Field{}
	for f, list := range map[kb.Field]string{
		kb.Politics: `politician, president, prime minister, minister, senator, governor, mayor, congressman,
			congresswoman, member of parliament, legislator, diplomat, ambassador, political, politics, party,
			parliament, statesman, chancellor, councillor, civil servant, government, ministry, embassy, lawmaker, mp,
			mep, premier, secretary of state, political scientist, foreign minister, spokesman, spokeswoman, speaker,
			deputy, head of state, head of government, revolutionary, union leader, trade unionist, envoy, senate,
			congress, campaign manager, strategist`,
		kb.Justice: `lawyer, judge, jurist, attorney, prosecutor, barrister, solicitor, court, police officer, police,
			sheriff, criminal, murderer, serial killer, gangster, drug lord, drug trafficker, mobster, convict,
			detective, magistrate, justice, law firm, attorney general, inmate, suspect, killer, whistleblower, spy`,
		kb.Warfare: `military, general, soldier, officer, army, navy, admiral, colonel, commander, militant,
			terrorist, guerrilla, rebel, militia, armed group, insurgent, warlord, field marshal, air force, marine,
			jihadist, pilot, war`,
		kb.Business: `business, businessman, businesswoman, businessperson, entrepreneur, executive, company,
			corporation, bank, banker, investor, economist, manufacturer, retailer, ceo, chief executive, financier,
			manager, chairman, airline, conglomerate, brand, retail, restaurant, industrialist, billionaire,
			real estate developer, analyst, hedge fund manager, stock exchange, insurer, oil, automaker, founder,
			chief financial officer, magnate, supermarket chain, property developer, trader`,
		kb.Technology: `computer scientist, programmer, software, engineer, technology, internet, astronaut,
			cosmonaut, inventor, website, video game, web developer, space agency, aerospace engineer, hacker,
			social network, search engine, spacecraft, blogger`,
		kb.Science: `scientist, researcher, professor, physicist, chemist, biologist, mathematician, historian,
			sociologist, anthropologist, archaeologist, astronomer, geologist, philosopher, linguist, botanist,
			zoologist, university, academic, academy, institute, college, research, climatologist, meteorologist,
			ecologist, philologist, teacher, educator, education, school, conservationist, naturalist, pedagogue,
			economics professor, university teacher, facility, archive, library, museum, geographer, explorer,
			statistician, demographer`,
		kb.Medicine: `physician, doctor, surgeon, medical, hospital, healthcare, health, nurse, psychiatrist,
			psychologist, epidemiologist, virologist, pharmacist, pharmaceutical, dentist, neuroscientist, oncologist,
			cardiologist, paediatrician, pediatrician, immunologist, neurologist`,
		kb.Press: `journalist, newspaper, reporter, broadcaster, news, magazine, editor, columnist, anchor, radio,
			correspondent, photojournalist, news presenter, commentator, press, television network,
			television channel, news agency, publisher, pundit, radio personality, presenter, television presenter,
			sportscaster`,
		kb.Literature: `writer, novelist, poet, author, playwright, essayist, literary critic, translator,
			screenwriter of books, children's writer, biographer, novel, book, dramatist, poetry, non fiction writer,
			science fiction writer, cartoonist, comics artist`,
		kb.Music: `singer, musician, songwriter, band, rapper, composer, guitarist, pianist, record producer, drummer,
			conductor, dj, music, musical group, rock, opera singer, disc jockey, violinist, cellist, bassist,
			saxophonist, hip hop, orchestra, record label, song, album, vocalist, pop, jazz, soprano, tenor,
			trumpeter, duo, lyricist`,
		kb.Screen: `actor, actress, film director, film producer, film, television, screenwriter, comedian,
			television actor, director, filmmaker, cinematographer, television producer, producer, theatre,
			stage actor, voice actor, youtuber, model, dancer, choreographer, television series, film studio,
			entertainer, reality television, talk show host, playmate, pornographic actor, television personality,
			theatre director, showrunner, magician, internet celebrity`,
		kb.Art: `artist, painter, sculptor, architect, photographer, fashion designer, designer, illustrator, art,
			curator, graphic designer, art historian, fashion, chef, art collector, art critic`,
		kb.Faith: `bishop, priest, pope, cardinal, archbishop, religious, rabbi, imam, church, cleric, pastor,
			theologian, monk, diocese, catholic, missionary, minister of religion, evangelist, ayatollah, saint,
			televangelist, preacher, patriarch, christian minister, nun, buddhist, islamic scholar`,
		kb.Royalty: `king, queen, prince, princess, duke, duchess, monarch, emperor, empress, sultan, emir, noble,
			aristocrat, peer, count, baron, socialite, royal, dynasty`,
		kb.Charity: `activist, human rights, ngo, charity, non profit, nonprofit, foundation, philanthropist,
			environmentalist, campaigner, feminist, international organization, organization, civil rights,
			human rights defender, social worker, dissident, funder, humanitarian`,
		kb.Football: `footballer, association football, football player, football club, soccer, soccer player,
			football manager, association football player, association football manager, goalkeeper, midfielder,
			football coach, football association, football team, striker, football referee`,
		kb.Gridiron: `american football, american football player, canadian football, quarterback, wide receiver,
			linebacker, cornerback, running back, tight end, nfl, american football coach, canadian football player,
			kicker, lineman`,
		kb.Baseball: `baseball, baseball player, pitcher, shortstop, outfielder, catcher, infielder,
			baseball manager, baseball team, softball`,
		kb.Basketball: `basketball, basketball player, basketball coach, point guard, basketball team, nba, power forward`,
		kb.Hockey: `ice hockey, ice hockey player, hockey, hockey player, field hockey, nhl, goaltender,
			defenceman, ice hockey coach`,
		kb.Cricket: `cricketer, cricket, bowler, batsman, wicketkeeper, cricket umpire`,
		kb.Rugby: `rugby, rugby union, rugby league, rugby player, rugby union player, rugby league player,
			australian rules football, australian rules footballer, gaelic football`,
		kb.Racing: `racing driver, cyclist, formula one, racing, motorcycle racer, nascar, jockey, cycling,
			formula one driver, rally driver, horse, motorsport, racing automobile driver, sport cyclist, racehorse,
			trainer`,
		kb.Combat: `boxer, wrestler, martial artist, boxing, wrestling, professional wrestler, mixed martial artist,
			judoka, mixed martial arts fighter, fencer, taekwondo`,
		kb.Tennis: `tennis, tennis player, badminton player, table tennis player, badminton`,
		kb.Golf:   `golfer, golf`,
		kb.Sport: `athlete, swimmer, skier, runner, gymnast, olympic, sprinter, coach, sportsperson, figure skater,
			rower, snooker player, volleyball player, volleyball, handball player, athletics, marathon runner, skater,
			speed skater, sailor, surfer, snowboarder, chess player, darts player, diver, triathlete, weightlifter,
			sports, sport, mountaineer, alpine skier, bodybuilder, poker player, lacrosse player, water polo player,
			sports executive, referee, curler, biathlete, canoeist, equestrian, skateboarder, bobsledder, archer,
			olympics, paralympic`,
	} {
		for phrase := range strings.SplitSeq(list, ",") {
			table[kb.Fold(phrase)] = f
		}
	}
	return table
})
