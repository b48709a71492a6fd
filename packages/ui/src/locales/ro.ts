import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "ro",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Cookie-uri pe acest site",
  bannerText:
    "Cu acordul dumneavoastră, am dori să folosim cookie-uri pentru: {purposes}. Vă puteți schimba alegerea oricând.",
  bannerNew: "Noutăți de la ultima dumneavoastră alegere: {purposes}. Celelalte alegeri rămân neschimbate.",
  signal:
    "Browserul dumneavoastră trimite semnalul Global Privacy Control. Îl respectăm: nu vă vindem și nu vă distribuim datele.",
  policyLink: "Politica privind cookie-urile",
  reject: "Respinge tot",
  accept: "Acceptă tot",
  choose: "Alege",
  saved: "Alegerea dumneavoastră a fost salvată.",
  choices: "Setări pentru cookie-uri",
  privacyChoices: "Alegerile dumneavoastră privind confidențialitatea",
  withdraw: "Retrage acordul",
  optedOut: "Ați refuzat: {purposes}.",
  optedIn: "Nu ați refuzat nimic.",
  categories: {
    necessary: "Necesare",
    preferences: "Preferințe",
    statistics: "Statistici",
    media: "Videoclipuri și hărți",
    advertising: "Publicitate",
  },
  preferencesText: "Decideți ce poate folosi acest site. Vă puteți răzgândi oricând.",
  save: "Salvează",
  close: "Închide",
  on: "Activat",
  off: "Dezactivat",
  alwaysOn: "Mereu activat, deoarece {reason}.",
  reasons: {
    "strictly-necessary": "site-ul nu funcționează altfel",
    communication: "servește doar la transmiterea datelor între dumneavoastră și acest site",
    "anonymous-statistics": "numără vizitele fără să știe ale cui sunt",
  },
  onHere: "Activat: acolo unde vă aflați, nu este nevoie de acord.",
  offHere: "Dezactivat: nu se folosește acolo unde vă aflați.",
  isNew: "Nou",
  newText: "Această categorie este nouă sau s-a schimbat de la ultima dumneavoastră alegere.",
  signalToggle:
    "Browserul dumneavoastră trimite semnalul Global Privacy Control, așa că opțiunea rămâne dezactivată. Activați-o dacă vreți să faceți o excepție pentru acest site.",
  ownAnswer: "Pentru acest serviciu ați ales separat.",
  services: {
    one: "{count} serviciu",
    few: "{count} servicii",
    other: "{count} de servicii",
  },
  cookies: {
    one: "{count} cookie",
    few: "{count} cookie-uri",
    other: "{count} de cookie-uri",
  },
  categoryTexts: {
    necessary: "Permite site-ului să funcționeze: vă păstrează autentificarea și ține minte aceste alegeri.",
    preferences: "Ține minte cum preferați site-ul, de exemplu limba sau aspectul.",
    statistics: "Ne arată ce pagini sunt folosite, ca să le putem îmbunătăți.",
    media: "Afișează conținut de pe alte site-uri, care vă pot recunoaște și în altă parte.",
    advertising: "Afișează și măsoară reclame, inclusiv în funcție de ce faceți pe alte site-uri.",
  },
  keptFor: "durata păstrării: {time}",
  session: "se păstrează până când închideți browserul",
  persistent: "se păstrează până când îl ștergeți",
  deleted: "S-au șters: {names}.",
  remaining: "{name} este administrat de {provider}: se poate șterge doar din setările browserului.",
  reloadText: "Reîncărcați pagina pentru a opri ce mai rulează pe ea.",
  reload: "Reîncarcă",
  embedText:
    "Conținutul „{name}” este oferit de {provider}, care poate stoca cookie-uri în browserul dumneavoastră.",
  embedOnce: "Încarcă o dată",
  embedAlways: "Încarcă mereu",
  embedOverride: "Încarcă mereu (excepție de la Global Privacy Control)",
  policyIntro:
    "Pe această pagină găsiți tot ce stochează site-ul în browserul dumneavoastră: cine, de ce și pentru cât timp.",
  cookieTitle: "Ce este un cookie?",
  cookieText:
    "Un cookie este un mic set de date pe care un site îi cere browserului să îl păstreze sub un nume și să îl trimită înapoi la vizitele următoare. Cookie-urile vă păstrează autentificarea, țin minte un coș sau o limbă ori vă recunosc pentru măsurători sau publicitate. Browserele au și alte locuri în care păstrează date; le găsiți tot aici.",
  typesTitle: "Tipuri de cookie-uri",
  types: {
    necessary: "Necesare",
    statistical: "Statistice",
    "first-party": "Proprii",
    "third-party": "De la terți",
  },
  typeTexts: {
    necessary:
      "Păstrează informații între două vizite de pe același dispozitiv, cum ar fi autentificarea, un coș sau o setare. Nu necesită acord.",
    statistical:
      "Numără acțiunile vizitatorilor. Dacă cifrele sunt anonime și nu pot fi asociate cu o persoană, nu necesită acord.",
    "first-party":
      "Sunt stocate de site-ul pe care îl vizitați și vă pot recunoaște pentru măsurători sau publicitate. Necesită acordul dumneavoastră.",
    "third-party":
      "Sunt stocate de un alt site sau pentru acesta, care poate vedea astfel ce vizitați aici. Necesită acordul dumneavoastră.",
  },
  choicesNone: "Nu ați ales încă.",
  choicesSince: "Ultima dumneavoastră alegere datează din {date}.",
  changeTitle: "Cum vă puteți răzgândi",
  changeText:
    "Alegerile sunt valabile pentru întregul site. Le puteți schimba aici oricând; ce nu mai permiteți se șterge. Restul se poate șterge din setările browserului.",
  listTitle: "Ce stochează acest site",
  listEmpty: "Nu se stochează nimic în acest scop.",
  provider: "Furnizor",
  function: "Funcție și loc de utilizare",
  name: "Nume",
  purpose: "Scop",
  type: "Tip",
  lifetime: "Durata păstrării",
  lifetimeSession: "Până când închideți browserul",
  lifetimePersistent: "Până când îl ștergeți",
  lifetimeRenewed: "{time}, de la capăt la fiecare vizită",
  reader: "Cine poate citi",
  readerSite: "Acest site",
  readerServer: "Doar serverul acestui site",
  kinds: {
    cookie: "Cookie",
    local: "Stocare locală",
    session: "Stocare de sesiune",
    indexeddb: "Bază de date",
    cache: "Memorie cache",
  },
};

export default messages;
