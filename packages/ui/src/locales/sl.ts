import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "sl",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Piškotki na tem spletnem mestu",
  bannerText:
    "Z vašim soglasjem bi piškotke radi uporabljali za te namene: {purposes}. Svojo izbiro lahko kadar koli spremenite.",
  bannerNew: "Novo od vaše zadnje izbire: {purposes}. Vaše druge izbire ostanejo nespremenjene.",
  signal:
    "Vaš brskalnik pošilja signal Global Privacy Control. Upoštevamo ga: vaših podatkov ne prodajamo in ne delimo z drugimi.",
  policyLink: "Politika piškotkov",
  reject: "Zavrni vse",
  accept: "Sprejmi vse",
  choose: "Prilagodi",
  saved: "Vaša izbira je shranjena.",
  choices: "Nastavitve piškotkov",
  privacyChoices: "Vaše izbire glede zasebnosti",
  withdraw: "Prekliči soglasje",
  optedOut: "Zavrnili ste te namene: {purposes}.",
  optedIn: "Ničesar niste zavrnili.",
  categories: {
    necessary: "Nujno",
    preferences: "Osebne nastavitve",
    statistics: "Statistika",
    media: "Videoposnetki in zemljevidi",
    advertising: "Oglaševanje",
  },
  preferencesText:
    "Odločite se, kaj sme to spletno mesto uporabljati. Odločitev lahko kadar koli spremenite.",
  save: "Shrani",
  close: "Zapri",
  on: "Vklopljeno",
  off: "Izklopljeno",
  alwaysOn: "Vedno vklopljeno, ker {reason}.",
  reasons: {
    "strictly-necessary": "spletno mesto brez tega ne deluje",
    communication: "samo prenaša podatke med vami in tem spletnim mestom",
    "anonymous-statistics": "šteje obiske, ne da bi se vedelo, čigavi so",
  },
  onHere: "Vklopljeno: tam, kjer ste, soglasje ni potrebno.",
  offHere: "Izklopljeno: tam, kjer ste, se ne uporablja.",
  isNew: "Novo",
  newText: "Ta kategorija je nova ali pa se je od vaše zadnje izbire spremenila.",
  signalToggle:
    "Vaš brskalnik pošilja signal Global Privacy Control, zato ta možnost ostane izklopljena. Vklopite jo, če želite za to spletno mesto narediti izjemo.",
  ownAnswer: "O tej storitvi ste odločili posebej.",
  services: {
    one: "{count} storitev",
    two: "{count} storitvi",
    few: "{count} storitve",
    other: "{count} storitev",
  },
  cookies: {
    one: "{count} piškotek",
    two: "{count} piškotka",
    few: "{count} piškotki",
    other: "{count} piškotkov",
  },
  categoryTexts: {
    necessary: "Omogoča delovanje spletnega mesta: ohranja vašo prijavo in si zapomni te izbire.",
    preferences: "Zapomni si, kaj vam ustreza, na primer jezik ali videz spletnega mesta.",
    statistics: "Pove nam, katere strani se uporabljajo, da jih lahko izboljšamo.",
    media: "Prikazuje vsebine z drugih spletnih mest, ki vas lahko prepoznajo tudi drugje.",
    advertising: "Prikazuje in meri oglase, tudi glede na to, kaj počnete na drugih spletnih mestih.",
  },
  keptFor: "čas hrambe: {time}",
  session: "shranjeno, dokler ne zaprete brskalnika",
  persistent: "shranjeno, dokler tega ne izbrišete",
  deleted: "Izbrisano: {names}.",
  remaining: "Vnos {name} upravlja {provider}: izbrišete ga lahko samo v nastavitvah brskalnika.",
  reloadText: "Znova naložite stran, da se ustavi tisto, kar na njej še deluje.",
  reload: "Znova naloži",
  embedText: "Vsebino »{name}« zagotavlja {provider} in pri tem lahko v vaš brskalnik shrani piškotke.",
  embedOnce: "Naloži enkrat",
  embedAlways: "Vedno naloži",
  embedOverride: "Vedno naloži (izjema od Global Privacy Control)",
  policyIntro:
    "Na tej strani je našteto vse, kar to spletno mesto shranjuje v vaš brskalnik: kdo to shranjuje, zakaj in za koliko časa.",
  cookieTitle: "Kaj je piškotek?",
  cookieText:
    "Piškotek je majhna količina podatkov. Spletno mesto prosi brskalnik, naj jo shrani pod določenim imenom in jo ob naslednjih obiskih pošlje nazaj. Zaradi piškotkov ostanete prijavljeni, spletno mesto pa si zapomni vašo košarico ali jezik. Piškotki vas lahko prepoznajo tudi zaradi merjenja ali oglaševanja. Brskalniki imajo za podatke še druge shrambe; na tej strani so naštete tudi te.",
  typesTitle: "Vrste piškotkov",
  types: {
    necessary: "Nujni",
    statistical: "Statistični",
    "first-party": "Lastni",
    "third-party": "Tretjih oseb",
  },
  typeTexts: {
    necessary:
      "Med obiski z iste naprave hranijo podatke, na primer prijavo, košarico ali nastavitev. Soglasje zanje ni potrebno.",
    statistical:
      "Štejejo, kaj obiskovalci počnejo. Če so podatki anonimni in jih ni mogoče povezati z določeno osebo, soglasje ni potrebno.",
    "first-party":
      "Shrani jih spletno mesto, ki ga obiščete. Prepoznajo vas lahko zaradi merjenja ali oglaševanja. Zanje je potrebno vaše soglasje.",
    "third-party":
      "Shrani jih drugo spletno mesto ali pa se shranijo zanj. To lahko potem vidi, kaj si tukaj ogledujete. Zanje je potrebno vaše soglasje.",
  },
  choicesNone: "Niste še izbrali.",
  choicesSince: "Datum vaše zadnje izbire: {date}.",
  changeTitle: "Kako spremenite odločitev",
  changeText:
    "Vaše izbire veljajo za celotno spletno mesto. Tukaj jih lahko spremenite, kadar koli želite; česar ne dovolite več, se izbriše. Vse drugo lahko izbrišete v nastavitvah brskalnika.",
  listTitle: "Kaj shranjuje to spletno mesto",
  listEmpty: "Za ta namen se ne shranjuje nič.",
  provider: "Ponudnik",
  function: "Funkcija in mesto uporabe",
  name: "Ime",
  purpose: "Namen",
  type: "Vrsta",
  lifetime: "Čas hrambe",
  lifetimeSession: "Dokler ne zaprete brskalnika",
  lifetimePersistent: "Dokler tega ne izbrišete",
  lifetimeRenewed: "{time}, ob vsakem obisku znova",
  reader: "Kdo lahko bere",
  readerSite: "To spletno mesto",
  readerServer: "Samo strežnik tega spletnega mesta",
  kinds: {
    cookie: "Piškotek",
    local: "Lokalna shramba",
    session: "Shramba seje",
    indexeddb: "Podatkovna zbirka",
    cache: "Predpomnilnik",
  },
};

export default messages;
