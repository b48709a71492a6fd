import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "hr",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Kolačići na ovoj stranici",
  bannerText:
    "Uz vašu privolu željeli bismo upotrebljavati kolačiće u ove svrhe: {purposes}. Svoj odabir možete promijeniti u svakom trenutku.",
  bannerNew: "Novo od vašeg posljednjeg odabira: {purposes}. Vaši ostali odabiri ostaju isti.",
  signal:
    "Vaš preglednik šalje signal Global Privacy Control. Poštujemo ga: vaše podatke ne prodajemo i ne dijelimo.",
  policyLink: "Pravila o kolačićima",
  reject: "Odbij sve",
  accept: "Prihvati sve",
  choose: "Prilagodi",
  saved: "Vaš je odabir spremljen.",
  choices: "Postavke kolačića",
  privacyChoices: "Vaši odabiri privatnosti",
  withdraw: "Povuci privolu",
  optedOut: "Odbili ste ove svrhe: {purposes}.",
  optedIn: "Niste ništa odbili.",
  categories: {
    necessary: "Nužno",
    preferences: "Osobne postavke",
    statistics: "Statistika",
    media: "Videozapisi i karte",
    advertising: "Oglašavanje",
  },
  preferencesText:
    "Odlučite što ova stranica smije upotrebljavati. Odluku možete promijeniti u svakom trenutku.",
  save: "Spremi",
  close: "Zatvori",
  on: "Uključeno",
  off: "Isključeno",
  alwaysOn: "Uvijek uključeno jer {reason}.",
  reasons: {
    "strictly-necessary": "stranica bez toga ne radi",
    communication: "samo prenosi podatke između vas i ove stranice",
    "anonymous-statistics": "broji posjete, a ne utvrđuje čiji su",
  },
  onHere: "Uključeno: ondje gdje se nalazite nije potrebna privola.",
  offHere: "Isključeno: ne upotrebljava se ondje gdje se nalazite.",
  isNew: "Novo",
  newText: "Ova je kategorija nova ili se promijenila od vašeg posljednjeg odabira.",
  signalToggle:
    "Vaš preglednik šalje signal Global Privacy Control pa ova mogućnost ostaje isključena. Uključite je ako za ovu stranicu želite napraviti iznimku.",
  ownAnswer: "O ovoj ste usluzi odlučili zasebno.",
  services: {
    one: "{count} usluga",
    few: "{count} usluge",
    other: "{count} usluga",
  },
  cookies: {
    one: "{count} kolačić",
    few: "{count} kolačića",
    other: "{count} kolačića",
  },
  categoryTexts: {
    necessary: "Omogućuje rad stranice: održava vašu prijavu i pamti ove odabire.",
    preferences: "Pamti što vam odgovara, na primjer jezik ili izgled stranice.",
    statistics: "Pokazuje nam koji se dijelovi stranice upotrebljavaju da bismo ih mogli poboljšati.",
    media: "Prikazuje sadržaj s drugih stranica, koje vas mogu prepoznati i drugdje.",
    advertising: "Prikazuje i mjeri oglase, i prema onome što radite na drugim stranicama.",
  },
  keptFor: "vrijeme čuvanja: {time}",
  session: "čuva se dok ne zatvorite preglednik",
  persistent: "čuva se dok to ne izbrišete",
  deleted: "Izbrisano: {names}.",
  remaining: "Stavkom {name} upravlja {provider}: možete je izbrisati samo u postavkama preglednika.",
  reloadText: "Ponovno učitajte stranicu kako bi se zaustavilo ono što na njoj još radi.",
  reload: "Ponovno učitaj",
  embedText: "Sadržaj „{name}” pruža {provider} i pritom može spremiti kolačiće u vaš preglednik.",
  embedOnce: "Učitaj jednom",
  embedAlways: "Uvijek učitaj",
  embedOverride: "Uvijek učitaj (iznimka od Global Privacy Control)",
  policyIntro:
    "Ovdje je navedeno sve što naša stranica sprema u vaš preglednik: tko to sprema, zašto i koliko dugo.",
  cookieTitle: "Što je kolačić?",
  cookieText:
    "Kolačić je mala količina podataka. Stranica zamoli preglednik da je spremi pod određenim imenom i pošalje natrag pri sljedećim posjetima. Zahvaljujući kolačićima ostajete prijavljeni, a stranica pamti vašu košaricu ili jezik. Kolačići vas mogu i prepoznati radi mjerenja ili oglašavanja. Preglednici podatke čuvaju i na drugim mjestima; ovdje su navedena i ona.",
  typesTitle: "Vrste kolačića",
  types: {
    necessary: "Nužni",
    statistical: "Statistički",
    "first-party": "Vlastiti",
    "third-party": "Trećih strana",
  },
  typeTexts: {
    necessary:
      "Između dvaju posjeta s istog uređaja čuvaju podatke kao što su prijava, košarica ili postavka. Za njih nije potrebna privola.",
    statistical:
      "Broje što posjetitelji rade. Ako su podaci anonimni i ne mogu se povezati s određenom osobom, privola nije potrebna.",
    "first-party":
      "Sprema ih stranica koju posjećujete. Mogu vas prepoznati radi mjerenja ili oglašavanja. Za njih je potrebna vaša privola.",
    "third-party":
      "Sprema ih druga stranica ili se spremaju za nju. Ona tada može vidjeti što ovdje pregledavate. Za njih je potrebna vaša privola.",
  },
  choicesNone: "Još niste ništa odabrali.",
  choicesSince: "Datum vašeg posljednjeg odabira: {date}",
  changeTitle: "Kako promijeniti odluku",
  changeText:
    "Vaši odabiri vrijede za cijelu stranicu. Ovdje ih možete promijeniti kad god želite; ono što više ne dopuštate bit će izbrisano. Sve ostalo možete izbrisati u postavkama preglednika.",
  listTitle: "Što ova stranica sprema",
  listEmpty: "U tu se svrhu ništa ne sprema.",
  provider: "Pružatelj usluge",
  function: "Funkcija i mjesto upotrebe",
  name: "Naziv",
  purpose: "Svrha",
  type: "Vrsta",
  lifetime: "Vrijeme čuvanja",
  lifetimeSession: "Dok ne zatvorite preglednik",
  lifetimePersistent: "Dok to ne izbrišete",
  lifetimeRenewed: "{time}, iznova pri svakom posjetu",
  reader: "Tko može čitati",
  readerSite: "Ova stranica",
  readerServer: "Samo poslužitelj ove stranice",
  kinds: {
    cookie: "Kolačić",
    local: "Lokalna pohrana",
    session: "Pohrana sesije",
    indexeddb: "Baza podataka",
    cache: "Predmemorija",
  },
};

export default messages;
