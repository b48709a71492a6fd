import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "de",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Cookies auf dieser Website",
  bannerText: "Wir möchten Cookies verwenden für: {purposes}. Sie können Ihre Auswahl jederzeit ändern.",
  bannerNew: "Neu seit Ihrer letzten Auswahl: {purposes}. Was Sie sonst gewählt haben, bleibt, wie es ist.",
  signal:
    "Ihr Browser sendet Global Privacy Control. Wir halten uns daran: Ihre Daten werden weder verkauft noch weitergegeben.",
  policyLink: "Cookie-Richtlinie",
  reject: "Alle ablehnen",
  accept: "Alle akzeptieren",
  choose: "Auswählen",
  saved: "Ihre Auswahl ist gespeichert.",
  choices: "Cookie-Auswahl",
  privacyChoices: "Ihre Datenschutz-Auswahl",
  withdraw: "Einwilligung widerrufen",
  optedOut: "Ihr Widerspruch gilt für: {purposes}.",
  optedIn: "Sie haben nicht widersprochen.",
  categories: {
    necessary: "Notwendig",
    preferences: "Einstellungen",
    statistics: "Statistik",
    media: "Videos und Karten",
    advertising: "Werbung",
  },
  preferencesText:
    "Entscheiden Sie, was diese Website verwenden darf. Sie können Ihre Meinung jederzeit ändern.",
  save: "Speichern",
  close: "Schließen",
  on: "An",
  off: "Aus",
  alwaysOn: "Immer an, weil {reason}.",
  reasons: {
    "strictly-necessary": "die Website sonst nicht funktioniert",
    communication: "damit nur Daten zwischen Ihnen und dieser Website übertragen werden",
    "anonymous-statistics": "damit nur Besuche gezählt werden, ohne dass jemand weiß, von wem sie sind",
  },
  onHere: "An: In Ihrer Region ist dafür keine Entscheidung nötig.",
  offHere: "Aus: In Ihrer Region wird das nicht verwendet.",
  isNew: "Neu",
  newText: "Das ist neu oder hat sich seit Ihrer letzten Auswahl geändert.",
  signalToggle:
    "Ihr Browser sendet Global Privacy Control, deshalb bleibt das aus. Schalten Sie es ein, wenn Sie für diese Website eine Ausnahme machen möchten.",
  ownAnswer: "Hierüber haben Sie gesondert entschieden.",
  services: { one: "{count} Dienst", other: "{count} Dienste" },
  cookies: { one: "{count} Cookie", other: "{count} Cookies" },
  categoryTexts: {
    necessary:
      "Damit die Website funktioniert: Sie bleiben angemeldet, und diese Auswahl bleibt gespeichert.",
    preferences: "Merkt sich, wie Sie die Website am liebsten haben, zum Beispiel Sprache oder Aussehen.",
    statistics: "Zeigt uns, welche Seiten genutzt werden, damit wir sie verbessern können.",
    media: "Zeigt Inhalte anderer Websites, die Sie vielleicht auch anderswo wiedererkennen.",
    advertising: "Zeigt und misst Werbung, auch anhand dessen, was Sie auf anderen Websites tun.",
  },
  keptFor: "{time} gespeichert",
  session: "gespeichert, bis Sie den Browser schließen",
  persistent: "gespeichert, bis Sie es löschen",
  deleted: "Gelöscht: {names}.",
  remaining: "{name} gehört zu {provider}: Das können Sie nur in den Einstellungen Ihres Browsers löschen.",
  reloadText: "Laden Sie diese Seite neu, um zu beenden, was auf ihr noch läuft.",
  reload: "Neu laden",
  embedText:
    "{name}: Dieser Inhalt kommt von {provider}. Dabei können Cookies in Ihrem Browser gespeichert werden.",
  embedOnce: "Einmal laden",
  embedAlways: "Immer laden",
  embedOverride: "Immer laden, als Ausnahme von Global Privacy Control",
  policyIntro:
    "Auf dieser Seite steht alles, was diese Website in Ihrem Browser speichert: wer es speichert, wofür und wie lange.",
  cookieTitle: "Was ist ein Cookie?",
  cookieText:
    "Ein Cookie ist eine kleine Menge Daten, die Ihr Browser für eine Website unter einem Namen aufbewahrt und bei späteren Besuchen zurückschickt. Cookies sorgen dafür, dass Sie angemeldet bleiben, merken sich einen Warenkorb oder eine Sprache oder erkennen Sie wieder, um zu messen oder zu werben. Browser bewahren Daten auch an anderen Stellen auf; auch die stehen auf dieser Seite.",
  typesTitle: "Arten von Cookies",
  types: {
    necessary: "Notwendig",
    statistical: "Statistisch",
    "first-party": "Von dieser Website",
    "third-party": "Von Dritten",
  },
  typeTexts: {
    necessary:
      "Sie bewahren Angaben von einem Besuch zum nächsten mit demselben Gerät auf, etwa eine Anmeldung, einen Warenkorb oder eine Einstellung. Sie brauchen keine Einwilligung.",
    statistical:
      "Sie zählen, was auf der Website geschieht. Sind die Zahlen anonym, sodass sie sich keiner Person zuordnen lassen, brauchen sie keine Einwilligung.",
    "first-party":
      "Sie werden von der Website gespeichert, die Sie besuchen, und können Sie wiedererkennen, um zu messen oder zu werben. Dafür ist Ihre Einwilligung nötig.",
    "third-party":
      "Sie werden von einer anderen Website oder für sie gespeichert. Diese kann dann sehen, was Sie hier besuchen. Dafür ist Ihre Einwilligung nötig.",
  },
  choicesNone: "Sie haben noch nicht gewählt.",
  choicesSince: "Ihre letzte Auswahl: {date}.",
  changeTitle: "So ändern Sie Ihre Auswahl",
  changeText:
    "Ihre Auswahl gilt für die ganze Website. Hier können Sie sie jederzeit ändern; was Sie nicht mehr erlauben, wird gelöscht. Alles andere können Sie in den Einstellungen Ihres Browsers löschen.",
  listTitle: "Was diese Website speichert",
  listEmpty: "Dafür wird nichts gespeichert.",
  provider: "Anbieter",
  function: "Funktion und Ort",
  name: "Name",
  purpose: "Zweck",
  type: "Art",
  lifetime: "Speicherdauer",
  lifetimeSession: "Bis Sie den Browser schließen",
  lifetimePersistent: "Bis Sie es löschen",
  lifetimeRenewed: "{time} ab dem letzten Besuch",
  reader: "Zugriff",
  readerSite: "Diese Website",
  readerServer: "Nur der Server dieser Website",
  kinds: {
    cookie: "Cookie",
    local: "Lokaler Speicher",
    session: "Sitzungsspeicher",
    indexeddb: "Datenbank",
    cache: "Zwischenspeicher",
  },
};

export default messages;
