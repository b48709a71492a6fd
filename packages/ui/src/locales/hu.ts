import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "hu",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Sütik ezen a webhelyen",
  bannerText:
    "Az Ön hozzájárulásával sütiket szeretnénk használni a következő célokra: {purposes}. Döntését bármikor megváltoztathatja.",
  bannerNew: "Újdonság a legutóbbi döntése óta: {purposes}. A többi döntése nem változik.",
  signal:
    "Böngészője Global Privacy Control jelzést küld. Ezt tiszteletben tartjuk: adatait nem adjuk el és nem osztjuk meg.",
  policyLink: "Sütikre vonatkozó szabályzat",
  reject: "Összes elutasítása",
  accept: "Összes elfogadása",
  choose: "Választás",
  saved: "A döntését elmentettük.",
  choices: "Sütibeállítások",
  privacyChoices: "Adatvédelmi döntései",
  withdraw: "Hozzájárulás visszavonása",
  optedOut: "Ön a következőket elutasította: {purposes}.",
  optedIn: "Ön semmit sem utasított el.",
  categories: {
    necessary: "Szükséges",
    preferences: "Egyéni beállítások",
    statistics: "Statisztika",
    media: "Videók és térképek",
    advertising: "Hirdetések",
  },
  preferencesText: "Döntse el, mit használhat ez a webhely. Döntését bármikor megváltoztathatja.",
  save: "Mentés",
  close: "Bezárás",
  on: "Be",
  off: "Ki",
  alwaysOn: "Mindig bekapcsolva, mert {reason}.",
  reasons: {
    "strictly-necessary": "a webhely enélkül nem működik",
    communication: "csak adatokat továbbít Ön és a webhely között",
    "anonymous-statistics": "úgy számolja a látogatásokat, hogy nem tudja, kitől származnak",
  },
  onHere: "Bekapcsolva: az Ön tartózkodási helyén nincs szükség hozzájárulásra.",
  offHere: "Kikapcsolva: az Ön tartózkodási helyén nem használjuk.",
  isNew: "Új",
  newText: "Ez a kategória új, vagy megváltozott a legutóbbi döntése óta.",
  signalToggle:
    "Böngészője Global Privacy Control jelzést küld, ezért ez kikapcsolva marad. Ha kivételt szeretne tenni ezzel a webhellyel, kapcsolja be.",
  ownAnswer: "Erről a szolgáltatásról külön döntött.",
  services: { one: "{count} szolgáltatás", other: "{count} szolgáltatás" },
  cookies: { one: "{count} süti", other: "{count} süti" },
  categoryTexts: {
    necessary: "Ettől működik a webhely: nem lépteti ki Önt, és megjegyzi ezeket a döntéseket.",
    preferences: "Megjegyzi, mi felel meg Önnek, például a nyelvet vagy a megjelenést.",
    statistics: "Megmutatja, mely oldalakat használják, hogy jobbá tehessük őket.",
    media: "Más webhelyek tartalmait jeleníti meg, amelyek máshol is felismerhetik Önt.",
    advertising: "Hirdetéseket jelenít meg és mér, aszerint is, hogy Ön mit csinál más webhelyeken.",
  },
  keptFor: "megőrzési idő: {time}",
  session: "a böngésző bezárásáig megmarad",
  persistent: "megmarad, amíg Ön nem törli",
  deleted: "Törölve: {names}.",
  remaining: "{name}: kezelője {provider}, ezért csak a böngésző beállításaiban törölhető.",
  reloadText: "Töltse újra az oldalt, hogy leálljon, ami még fut rajta.",
  reload: "Újratöltés",
  embedText:
    "Ennek a tartalomnak ({name}) a szolgáltatója {provider}. A szolgáltató sütiket tárolhat az Ön böngészőjében.",
  embedOnce: "Betöltés egyszer",
  embedAlways: "Betöltés mindig",
  embedOverride: "Betöltés mindig (kivétel a Global Privacy Control alól)",
  policyIntro:
    "Ezen az oldalon mindent felsorolunk, amit a webhely az Ön böngészőjében tárol: ki tárolja, mire és mennyi ideig.",
  cookieTitle: "Mi az a süti?",
  cookieText:
    "A süti egy kis adatcsomag. A webhely arra kéri a böngészőt, hogy őrizze meg egy bizonyos néven, és a későbbi látogatásokkor küldje vissza. A sütiknek köszönhetően nem kell újra bejelentkeznie, és a webhely emlékszik a kosarára vagy a választott nyelvre. A sütik mérés vagy hirdetés céljából fel is ismerhetik Önt. A böngészők máshol is tudnak adatokat tárolni; ezeket is itt soroljuk fel.",
  typesTitle: "A sütik típusai",
  types: {
    necessary: "Szükséges",
    statistical: "Statisztikai",
    "first-party": "Saját",
    "third-party": "Harmadik féltől származó",
  },
  typeTexts: {
    necessary:
      "Ugyanarról az eszközről tett látogatások között megőriznek bizonyos adatokat, például a bejelentkezést, a kosarat vagy egy beállítást. Használatukhoz nem kell hozzájárulás.",
    statistical:
      "Azt számolják, mit csinálnak a látogatók. Ha az adatok névtelenek, és nem köthetők egyetlen személyhez sem, használatukhoz nem kell hozzájárulás.",
    "first-party":
      "Az a webhely tárolja őket, amelyet Ön meglátogat. Mérés vagy hirdetés céljából felismerhetik Önt. Használatukhoz az Ön hozzájárulása szükséges.",
    "third-party":
      "Egy másik webhely tárolja őket, vagy annak a számára tárolják őket. Az a webhely így láthatja, mit néz meg Ön itt. Használatukhoz az Ön hozzájárulása szükséges.",
  },
  choicesNone: "Még nem döntött.",
  choicesSince: "Legutóbbi döntésének dátuma: {date}",
  changeTitle: "Hogyan módosíthatja a döntését?",
  changeText:
    "Döntései az egész webhelyre érvényesek. Itt bármikor megváltoztathatja őket; amit már nem engedélyez, azt töröljük. Minden mást a böngésző beállításaiban törölhet.",
  listTitle: "Mit tárol ez a webhely",
  listEmpty: "Erre a célra nincs tárolt adat.",
  provider: "Szolgáltató",
  function: "Funkció és a használat helye",
  name: "Név",
  purpose: "Cél",
  type: "Típus",
  lifetime: "Megőrzési idő",
  lifetimeSession: "A böngésző bezárásáig",
  lifetimePersistent: "Amíg Ön nem törli",
  lifetimeRenewed: "{time}, minden látogatáskor újraindul",
  reader: "Ki olvashatja",
  readerSite: "Ez a webhely",
  readerServer: "Csak a webhely szervere",
  kinds: {
    cookie: "Süti",
    local: "Helyi tároló",
    session: "Munkamenet-tároló",
    indexeddb: "Adatbázis",
    cache: "Gyorsítótár",
  },
};

export default messages;
