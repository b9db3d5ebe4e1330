"""Texts as two papers write them: what is one story and what is not, made up for the measurement.

All are our own; no such thing has happened.
"""

from __future__ import annotations

Text = tuple[str, str]
"""Title and first sentences."""

SAME: tuple[tuple[Text, Text], ...] = (
    (("Incendie dans un entrepôt du port de Nantes, trois blessés",
      "Un violent incendie s’est déclaré dans la nuit de samedi à dimanche dans un entrepôt de "
      "bois du port de Nantes. Trois pompiers ont été légèrement blessés, selon la préfecture."),
     ("Nantes : trois pompiers blessés dans l’incendie d’un dépôt de bois",
      "Trois sapeurs-pompiers ont été blessés dans l’incendie qui a ravagé un dépôt de bois sur le "
      "port de Nantes, a indiqué la préfecture de Loire-Atlantique.")),
    (("La Banque de Bretagne ferme quarante agences",
      "La Banque de Bretagne a annoncé lundi la fermeture de quarante de ses agences rurales d’ici "
      "à la fin de l’année prochaine. Deux cents emplois sont concernés."),
     ("Quarante agences de la Banque de Bretagne vont disparaître",
      "Deux cents salariés vont être reclassés : la Banque de Bretagne va fermer quarante agences, "
      "surtout dans des bourgs, ont appris les syndicats.")),
    (("Le glacier de Tré-la-Tête a perdu huit mètres en un an",
      "Le glacier de Tré-la-Tête, dans le massif du Mont-Blanc, a perdu huit mètres d’épaisseur en "
      "un an, selon les mesures publiées par les glaciologues de Grenoble."),
     ("Mont-Blanc : un glacier s’amincit de huit mètres en une année",
      "Des chercheurs de Grenoble ont mesuré une perte de huit mètres sur le glacier de "
      "Tré-la-Tête. C’est deux fois plus que la moyenne des dix dernières années.")),
    (("Lise Carvenne élue présidente de la région Centre",
      "La socialiste Lise Carvenne a été élue jeudi présidente de la région Centre, au troisième "
      "tour de scrutin, par quarante voix contre trente-deux."),
     ("Région Centre : Carvenne l’emporte au troisième tour",
      "Avec huit voix d’avance, Lise Carvenne prend la tête du conseil régional du Centre. Elle "
      "succède à Paul Denoix, qui ne se représentait pas.")),
    (("Grève des éboueurs : Marseille sous les ordures",
      "Au huitième jour de la grève des éboueurs, plus de quatre mille tonnes de déchets jonchent "
      "les rues de Marseille. La métropole demande des réquisitions."),
     ("À Marseille, 4 000 tonnes de déchets après huit jours de grève",
      "Les éboueurs de Marseille ont reconduit leur grève mardi. La métropole veut réquisitionner "
      "des agents pour ramasser les déchets.")),
    (("Un séisme de magnitude 5,1 ressenti dans les Pyrénées",
      "Un tremblement de terre de magnitude 5,1 a été ressenti mercredi soir de Pau à Tarbes. "
      "Aucun blessé n’est signalé, ont indiqué les pompiers."),
     ("Pyrénées : la terre a tremblé entre Pau et Tarbes",
      "Une secousse de magnitude 5,1 a réveillé les habitants de Lourdes. Le séisme n’a pas fait "
      "de victime, selon la préfecture des Hautes-Pyrénées.")),
    (("Le laboratoire Vérane rappelle son sirop pour enfants",
      "Le laboratoire Vérane rappelle douze lots de son sirop contre la toux, dans lesquels une "
      "impureté a été trouvée, annonce l’Agence du médicament."),
     ("Rappel de lots d’un sirop contre la toux de Vérane",
      "L’Agence du médicament demande aux parents de rapporter en pharmacie douze lots du sirop "
      "Vérane. Une impureté y a été détectée.")),
    (("Le Tour de Bourgogne pour Anton Hauser",
      "L’Autrichien Anton Hauser a remporté dimanche à Dijon le Tour de Bourgogne cycliste, avec "
      "douze secondes d’avance sur le Belge Joris Maes."),
     ("Cyclisme : Hauser gagne le Tour de Bourgogne devant Maes",
      "Anton Hauser s’est imposé à Dijon au terme de la dernière étape. Joris Maes termine "
      "deuxième à douze secondes.")),
    (("Panne géante chez l’opérateur Télia",
      "Deux millions d’abonnés de l’opérateur Télia ont été privés de téléphone mobile vendredi "
      "pendant six heures. L’opérateur évoque une mise à jour manquée."),
     ("Téléphone : six heures de panne pour les abonnés de Télia",
      "Une mise à jour manquée est à l’origine de la panne qui a touché Télia vendredi, reconnaît "
      "l’opérateur, qui promet un geste commercial.")),
    (("Le loup photographié pour la première fois dans la Creuse",
      "Un loup a été photographié par un piège automatique près d’Aubusson. L’Office de la "
      "biodiversité confirme : c’est le premier dans la Creuse depuis 1920."),
     ("Creuse : la présence d’un loup confirmée près d’Aubusson",
      "L’Office de la biodiversité a confirmé lundi la présence d’un loup dans la Creuse, un "
      "siècle après le dernier. L’animal a été pris en photo.")),
    (("Accord à l’usine Morel : la production reprend",
      "Les salariés de l’usine de pneus Morel, à Vesoul, ont voté à 61 % l’accord salarial. La "
      "production reprend lundi après trois semaines d’arrêt."),
     ("Vesoul : fin du conflit chez Morel",
      "Trois semaines après le début de la grève, l’accord sur les salaires a été approuvé par 61 "
      "% des ouvriers de Morel, qui fabrique des pneus.")),
    (("Le pont de Saint-Gilles rouvre aux voitures",
      "Fermé depuis deux ans, le pont de Saint-Gilles a rouvert jeudi à la circulation. Le "
      "chantier a coûté quatre millions d’euros."),
     ("Après deux ans de travaux, les voitures repassent sur le pont de Saint-Gilles",
      "Une centaine d’habitants a assisté jeudi à la réouverture du pont. La facture atteint "
      "quatre millions d’euros.")),
)  # fmt: skip

DIFFERENT: tuple[tuple[Text, Text], ...] = (
    (SAME[0][0],
     ("Nantes : le port attend un nouveau terminal à conteneurs",
      "Le port de Nantes va investir cinquante millions d’euros dans un terminal à conteneurs, a "
      "annoncé sa direction. Les travaux commencent en mars.")),
    (SAME[0][0],
     ("Incendie dans une ferme du Gers, cent moutons sauvés",
      "Un incendie s’est déclaré samedi dans une bergerie du Gers. Les pompiers ont sauvé une "
      "centaine de moutons ; personne n’a été blessé.")),
    (SAME[1][0],
     ("La Bretagne veut doubler ses éoliennes en mer",
      "La région Bretagne a annoncé lundi un plan qui double la puissance des éoliennes en mer "
      "d’ici à dix ans. Deux cents emplois sont attendus à Brest.")),
    (SAME[2][0],
     ("Deux alpinistes secourus sur le Mont-Blanc",
      "Deux alpinistes italiens ont été secourus mardi par les gendarmes de Chamonix dans le "
      "massif du Mont-Blanc, où ils étaient bloqués par le vent.")),
    (SAME[3][0],
     ("La région Centre gèle le prix des trains",
      "La région Centre a voté jeudi le gel du prix des abonnements de train pour deux ans. La "
      "mesure coûte douze millions d’euros.")),
    (SAME[3][0],
     ("Marc Ollivon élu maire de Bourges",
      "L’écologiste Marc Ollivon a été élu dimanche maire de Bourges, au second tour de scrutin, "
      "par cinquante-deux pour cent des voix.")),
    (SAME[4][0],
     ("Grève des trains : un TER sur deux en Provence",
      "La grève des contrôleurs perturbe les trains en Provence. Un TER sur deux circule mardi "
      "autour de Marseille, indique la compagnie.")),
    (SAME[5][0],
     ("Un séisme de magnitude 6,8 au large du Chili",
      "Un tremblement de terre de magnitude 6,8 a secoué mercredi la côte du Chili. L’alerte au "
      "tsunami a été levée, a indiqué la marine.")),
    (SAME[6][0],
     ("L’Agence du médicament autorise un vaccin contre la bronchiolite",
      "L’Agence du médicament a autorisé un vaccin destiné aux nourrissons. Il sera remboursé dès "
      "l’hiver, annonce le ministère de la Santé.")),
    (SAME[7][0],
     ("Dijon bat Lens et prend la tête du championnat",
      "Les footballeuses de Dijon ont battu Lens dimanche par deux buts à un. Elles prennent la "
      "première place du championnat.")),
    (SAME[8][0],
     ("Télia va supprimer mille emplois",
      "L’opérateur Télia a annoncé vendredi la suppression de mille emplois en Europe, dont deux "
      "cents en France, pour réduire ses coûts.")),
    (SAME[9][0],
     ("Creuse : la maison de retraite d’Aubusson va fermer",
      "La maison de retraite d’Aubusson fermera ses portes en juin, faute de médecins. Le "
      "département de la Creuse cherche des places pour quarante résidents.")),
    (SAME[10][0],
     ("Pneus : Kerbrat relève ses prix de 5 %",
      "Le fabricant de pneus Kerbrat augmente ses prix de 5 % en janvier. Il invoque le coût de "
      "l’énergie et du caoutchouc.")),
    (SAME[11][0],
     ("Le pont de Rochelle fermé aux camions",
      "Le pont de Rochelle est fermé aux camions depuis jeudi à cause d’une fissure. La réparation "
      "doit durer deux ans, selon le département.")),
    (("Budget : l’Assemblée vote la taxe sur les dividendes",
      "L’Assemblée nationale a adopté mardi une taxe sur les dividendes, contre l’avis du "
      "gouvernement, dans le débat sur le budget."),
     ("Budget : l’Assemblée rejette la hausse de la TVA",
      "L’Assemblée nationale a rejeté mercredi la hausse de la TVA proposée par le gouvernement, "
      "dans le débat sur le budget.")),
    (("Météo : la neige revient dans les Alpes",
      "La neige est attendue dès mille mètres dans les Alpes vendredi. Météo-France place la "
      "Savoie en vigilance orange."),
     ("Météo : vents violents en Corse",
      "Météo-France place la Corse en vigilance orange pour des vents violents vendredi. Des "
      "rafales de cent trente kilomètres à l’heure sont attendues.")),
)  # fmt: skip

# What was told one day, and how the next day goes on with it: the same again, or with news.
AGAIN: tuple[tuple[Text, Text], ...] = (
    (SAME[0][0],
     ("Incendie du port de Nantes : trois pompiers légèrement blessés",
      "L’incendie qui s’est déclaré dans un entrepôt de bois du port de Nantes a légèrement blessé "
      "trois pompiers, rappelle la préfecture.")),
    (SAME[1][0],
     ("La Banque de Bretagne va fermer quarante agences rurales",
      "Quarante agences rurales de la Banque de Bretagne fermeront d’ici à la fin de l’année "
      "prochaine. Deux cents emplois sont concernés.")),
    (SAME[4][0],
     ("Marseille : toujours plus de quatre mille tonnes d’ordures dans les rues",
      "Plus de quatre mille tonnes de déchets jonchent encore les rues de Marseille, où la grève "
      "des éboueurs se poursuit.")),
    (SAME[6][0], SAME[6][1]),
    (SAME[8][0], SAME[8][1]),
    (SAME[9][0], SAME[9][1]),
    (SAME[11][0], SAME[11][1]),
)  # fmt: skip
GOES_ON: tuple[tuple[Text, Text], ...] = (
    (SAME[0][0],
     ("Incendie du port de Nantes : un gardien mis en examen",
      "Un ancien gardien a été mis en examen pour destruction volontaire après l’incendie d’un "
      "entrepôt du port de Nantes. Il nie les faits et a été placé en détention, annonce la "
      "procureure.")),
    (SAME[1][0],
     ("Banque de Bretagne : l’État exige un moratoire",
      "La ministre de la Ruralité a demandé à la Banque de Bretagne de suspendre ses fermetures "
      "jusqu’à l’été. Les élus locaux réclament un audit du réseau.")),
    (SAME[4][0],
     ("Éboueurs : le tribunal de Marseille suspend les réquisitions",
      "Saisi par la CGT, le tribunal administratif a suspendu l’arrêté du préfet. La juge y voit "
      "une atteinte au droit syndical ; la métropole fait appel.")),
    (SAME[8][0],
     ("Télia écope d’une amende de neuf millions d’euros",
      "Le gendarme des télécoms sanctionne Télia pour sa panne : les appels d’urgence ne passaient "
      "plus. Le patron du réseau a démissionné.")),
    (SAME[9][0],
     ("Loup d’Aubusson : les éleveurs demandent des tirs",
      "Dix brebis ont été tuées près d’Aubusson. La chambre d’agriculture réclame des tirs de "
      "défense et des chiens ; le préfet de la Creuse refuse pour l’instant.")),
)  # fmt: skip

# The same for the short lines of a feed.
SHORT_SAME: tuple[tuple[Text, Text], ...] = (
    (("Trains de nuit : la ligne Paris-Aurillac relancée en décembre",
      "Le ministre des Transports a confirmé le retour du train de nuit entre Paris et "
      "Aurillac à partir du 13 décembre."),
     ("Le train de nuit pour Aurillac revient le 13 décembre",
      "Supprimée il y a vingt ans, la liaison nocturne vers le Cantal circulera à "
      "nouveau, a confirmé le ministère des Transports.")),
    (("Le Louvre-Lens visé par une cyberattaque",
      "Le musée du Louvre-Lens a été la cible d’une attaque informatique qui bloque sa "
      "billetterie depuis mardi."),
     ("Cyberattaque : la billetterie du Louvre-Lens à l’arrêt",
      "Des pirates ont paralysé les serveurs du musée lensois, qui reste ouvert mais "
      "n’accepte que les espèces.")),
    (("Prix Goncourt : Nadia Ferroux couronnée pour Les Salines",
      "L’écrivaine Nadia Ferroux a reçu lundi le prix Goncourt pour son roman Les "
      "Salines, au deuxième tour."),
     ("Nadia Ferroux remporte le Goncourt",
      "Avec Les Salines, une saga familiale en Camargue, la romancière de 41 ans "
      "l’emporte par six voix contre quatre.")),
    (("Crues en Charente : mille habitants évacués à Saintes",
      "La Charente a atteint 6,2 mètres à Saintes, où mille personnes ont dû quitter leur "
      "logement."),
     ("Saintes sous l’eau, la Charente au plus haut depuis 1982",
      "Un millier d’habitants ont été évacués dans la nuit. Le fleuve a atteint 6,20 "
      "mètres, selon Vigicrues.")),
    (("L’inflation ralentit à 1,4 % en novembre",
      "Les prix à la consommation ont augmenté de 1,4 % sur un an en novembre, après 1,7 "
      "% en octobre, selon l’Insee."),
     ("Insee : la hausse des prix ramenée à 1,4 %",
      "La baisse de l’énergie explique le ralentissement de l’inflation en novembre, "
      "annonce l’institut statistique.")),
    (("Un avion-école s’écrase près de Tours, deux morts",
      "Un avion de tourisme s’est écrasé dimanche près de l’aérodrome de Tours. "
      "L’instructeur et son élève sont morts."),
     ("Indre-et-Loire : deux morts dans le crash d’un avion de tourisme",
      "L’appareil, qui avait décollé de Tours, s’est abîmé dans un champ. Une enquête est "
      "ouverte.")),
)  # fmt: skip
SHORT_DIFFERENT: tuple[tuple[Text, Text], ...] = (
    (SHORT_SAME[0][0],
     ("Trains de nuit : Paris-Nice complet jusqu’en janvier",
      "La ligne de nuit entre Paris et Nice affiche complet pour les fêtes, indique la "
      "SNCF.")),
    (SHORT_SAME[1][0],
     ("Le Louvre-Lens expose les manuscrits d’Ispahan",
      "Le musée du Louvre-Lens ouvre mardi une exposition de manuscrits persans, jusqu’en "
      "mars.")),
    (SHORT_SAME[2][0],
     ("Prix Renaudot : Paul Amiel couronné pour Le Gué",
      "L’écrivain Paul Amiel a reçu lundi le prix Renaudot pour son roman Le Gué, au "
      "troisième tour.")),
    (SHORT_SAME[3][0],
     ("Crues dans l’Aude : cinq cents habitants évacués",
      "L’Aude a débordé à Coursan, où cinq cents personnes ont dû quitter leur logement.")),
    (SHORT_SAME[4][0],
     ("Le chômage recule de 0,2 point au troisième trimestre",
      "Le taux de chômage a reculé de 0,2 point au troisième trimestre, à 7,3 %, selon "
      "l’Insee.")),
    (SHORT_SAME[5][0],
     ("Accident de car près de Tours, douze blessés",
      "Un car scolaire s’est renversé dimanche près de Tours. Douze élèves sont blessés "
      "légèrement.")),
)  # fmt: skip
