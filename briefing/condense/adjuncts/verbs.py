"""Verbs by what they ask for, and by what they would say without it."""

from __future__ import annotations

import re

# What these tell is where...
ASKS_PLACE = re.compile(
    r"(?:allée?s?|aller|va|vont|rend(?:u|ue|us|ues|re)?|ven(?:ue?s?|ir|ait)|vien(?:t|nent)"
    r"|trouv\w*|situ\w*"
    r"|habit\w*|mett\w*|met|mise?s?|plac\w*|rest\w*|demeur\w*|viv\w*|vit|véc\w*|séjourn\w*|pass\w*"
    r"|lieu|eu|ten(?:ue?s?|ir|ait)|tien(?:t|nent)|tint|déroul\w*|poursui\w*|culmin\w*|née?s?"
    r"|naî\w*|naqui\w*"
    r"|sièg\w*|siég\w*|dat\w*|inscri\w*|figur\w*|entr(?:e|ent|ée?s?|er|era|ait|aient)|arriv\w*"
    r"|parv\w*|part(?:i|ie|is|ies|ir|ent|ait)?|install\w*|appar\w*|dirig\w*|condui\w*|transport\w*"
    r"|amen\w*|envo\w*|dépos\w*|tomb\w*|mont(?:e|ent|ée?s?|er)|descend\w*|sort\w*|plong\w*|gliss\w*"
    r"|jet\w*|pos(?:e|ent|ée?s?)|rang\w*|couch\w*|class\w*|enferm\w*|incarcér\w*|écrou\w*|intégr\w*"
    r"|interv\w*|présente?s?|bas(?:e|ée?s?)|implant\w*|instal\w*|divis\w*|répart\w*|diffus\w*"
    r"|invest\w*"
    r"|engag\w*|impliqu\w*|particip\w*|réfugi\w*|opér\w*|déploy\w*|découp\w*|expos\w*|bascul\w*"
    r"|transf\w*|consist\w*|résid\w*|jou(?:e|ent|é)|concentr\w*|repos\w*|influ\w*|être|sont|est)$",
)
# ... and of these, when or for how long.
ASKS_TIME = re.compile(
    r"(?:dat\w*|remont\w*|née?s?|naî\w*|naqui\w*|lieu|eu|ten(?:ue?s?|ir)|tien(?:t|nent)|tint"
    r"|déroul\w*"
    r"|commenc\w*|début\w*|ouv(?:re|rent|ert\w*|ri\w*)|sort\w*|entr(?:e|ent|ée?s?|er|era|ait)"
    r"|rouv\w*"
    r"|dur(?:e|ent|é|ait|er)|surv\w*|prév\w*|attend\w*|programm\w*|fix\w*|report\w*|poursuivi?"
    r"|poursuit"
    r"|prolong\w*|repouss\w*|avanc\w*|coïncid\w*|expir\w*|culmin\w*|pass\w*|exist\w*|rest\w*"
    r"|demeur\w*)$",
)
# Nobody can tell whether "the prices rose" where it is only said of a region or a year.
CHANGES = re.compile(
    r"(?:augment|baiss|progress|recul|diminu|grimp|chut|croî|crû|croiss|tripl|doubl|bond|frein"
    r"|ralent|accélér|multipli|gagn|perd|atte(?:in|ig)|représent|compt|coût|mesur|transport|pes"
    r"|élev|s['’]éch|valoir|vaut|domin|vari|oscill|dépass|battu)",
)
# Who forbids something somewhere, or for a while, does not forbid it.
SCOPED = re.compile(
    r"(?:interdi|autoris|légalis|limit|abol|supprim|suspend|ferm|annul|rédui|oblig|impos|exig"
    r"|réserv"
    r"|exclu|refus|garanti|protèg|protég|reconn|bloqu|gel|maint|tolèr|toler|admet|permet|perm)",
)
# What these order or promise may be for a while only.
ORDERS = re.compile(
    r"(?:ordonn|décid|décrét|prononc|command|nomm|élu|condamn|prom|prolong|instaur|impos|recrut"
    r"|engag)"
)
# These say something with nothing behind them: "le train a explosé".
ALONE = re.compile(
    r"(?:mort|décéd|mour|démission|écras|explos|tué|bless|arrêté|évacu|annul|détrui|réél|libér"
    r"|inculp"
    r"|relax|acquitt|sabord|effondr|échou|capitul|abdiqu|divorc|inaugur|adopté|rejeté|interpell"
    r"|assassin|exécut)",
)
# Their past is made with "être".
WITH_BE = re.compile(
    r"(?:mor|décéd|né|allé|venu|parti|arrivé|entré|sorti|resté|tombé|devenu|monté|descendu|revenu"
    r"|rentré|retourné|survenu|parvenu|intervenu|reparti)(?:te?s?|ée?s?|e?s?)$"
)
# What is done with something or somebody: there, "avec" tells no manner.
JOINS = re.compile(
    r"(?:compar|conf(?:on|ron)d|li[ée]|mari|partag|échang|sign|négoc|discut|entret|travaill"
    r"|collabor|jou|coïnc|rival"
    r"|fusion|conclu|renou|romp|rompu|combin|mélang|mêl|assoc|pass|alli|sall|rencontr|avoir|eu$"
    r"|tourn|livr"
    r"|fabriqu|constru|fait|équip|dot|rempl|commenc|début|ouv|termin|fini|achev|clos|conclu)",
)
