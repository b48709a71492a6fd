import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "pl",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Pliki cookie na tej stronie",
  bannerText:
    "Za twoją zgodą chcemy używać plików cookie w następujących celach: {purposes}. Swój wybór możesz zmienić w każdej chwili.",
  bannerNew: "Nowości od twojego ostatniego wyboru: {purposes}. Twoje pozostałe wybory się nie zmieniają.",
  signal:
    "Twoja przeglądarka wysyła sygnał Global Privacy Control. Respektujemy go: nie sprzedajemy ani nie udostępniamy twoich danych.",
  policyLink: "Polityka plików cookie",
  reject: "Odrzuć wszystkie",
  accept: "Zaakceptuj wszystkie",
  choose: "Dostosuj",
  saved: "Twój wybór został zapisany.",
  choices: "Ustawienia plików cookie",
  privacyChoices: "Twoje wybory dotyczące prywatności",
  withdraw: "Wycofaj zgodę",
  optedOut: "Twój sprzeciw obejmuje kategorie: {purposes}.",
  optedIn: "Nie zgłoszono sprzeciwu.",
  categories: {
    necessary: "Niezbędne",
    preferences: "Preferencje",
    statistics: "Statystyka",
    media: "Filmy i mapy",
    advertising: "Reklama",
  },
  preferencesText: "Zdecyduj, z czego może korzystać ta strona. Zdanie możesz zmienić w każdej chwili.",
  save: "Zapisz",
  close: "Zamknij",
  on: "Włączone",
  off: "Wyłączone",
  alwaysOn: "Zawsze włączone, ponieważ {reason}.",
  reasons: {
    "strictly-necessary": "bez tego strona nie działa",
    communication: "służy tylko do przesyłania danych między tobą a tą stroną",
    "anonymous-statistics": "pozwala liczyć wizyty bez ustalania, kto odwiedza stronę",
  },
  onHere: "Włączone: w twoim regionie zgoda nie jest wymagana.",
  offHere: "Wyłączone: w twoim regionie tego nie używamy.",
  isNew: "Nowe",
  newText: "Ta kategoria jest nowa lub zmieniła się od twojego ostatniego wyboru.",
  signalToggle:
    "Twoja przeglądarka wysyła sygnał Global Privacy Control, dlatego ta opcja pozostaje wyłączona. Włącz ją, jeśli chcesz zrobić wyjątek dla tej strony.",
  ownAnswer: "O tej usłudze decydujesz osobno.",
  services: {
    one: "{count} usługa",
    few: "{count} usługi",
    many: "{count} usług",
    other: "{count} usługi",
  },
  cookies: {
    one: "{count} plik cookie",
    few: "{count} pliki cookie",
    many: "{count} plików cookie",
    other: "{count} pliku cookie",
  },
  categoryTexts: {
    necessary: "Dzięki temu strona działa, nie wylogowuje cię i pamięta te ustawienia.",
    preferences: "Dzięki temu strona pamięta, co ci odpowiada, na przykład język lub wygląd.",
    statistics: "Pokazuje nam, z których podstron korzystają odwiedzający, abyśmy mogli je ulepszać.",
    media: "Wyświetla treści z innych stron, które mogą rozpoznać cię także gdzie indziej.",
    advertising:
      "Wyświetla reklamy i mierzy ich skuteczność, także na podstawie tego, co robisz na innych stronach.",
  },
  keptFor: "czas przechowywania: {time}",
  session: "przechowywane do zamknięcia przeglądarki",
  persistent: "przechowywane, dopóki tego nie usuniesz",
  deleted: "Usunięto: {names}.",
  remaining: "Elementem {name} zarządza {provider}: usuniesz go tylko w ustawieniach przeglądarki.",
  reloadText: "Odśwież stronę, aby zatrzymać to, co jeszcze na niej działa.",
  reload: "Odśwież",
  embedText:
    "Treść „{name}” udostępnia {provider}. Przy jej wczytaniu w twojej przeglądarce mogą zostać zapisane pliki cookie.",
  embedOnce: "Wczytaj raz",
  embedAlways: "Zawsze wczytuj",
  embedOverride: "Zawsze wczytuj (wyjątek od Global Privacy Control)",
  policyIntro:
    "Tutaj znajdziesz wszystko, co nasza strona zapisuje w twojej przeglądarce: kto to zapisuje, po co i na jak długo.",
  cookieTitle: "Czym jest plik cookie?",
  cookieText:
    "Plik cookie to niewielka porcja danych. Strona internetowa prosi przeglądarkę, aby zapisała ją pod określoną nazwą i odsyłała przy kolejnych wizytach. Dzięki plikom cookie nie musisz się ponownie logować, a strona pamięta koszyk lub język. Pliki cookie mogą też rozpoznawać cię na potrzeby pomiarów lub reklam. Przeglądarki mają również inne miejsca na dane; je też tutaj wymieniamy.",
  typesTitle: "Rodzaje plików cookie",
  types: {
    necessary: "Niezbędne",
    statistical: "Statystyczne",
    "first-party": "Własne",
    "third-party": "Zewnętrzne",
  },
  typeTexts: {
    necessary:
      "Przechowują informacje między wizytami z tego samego urządzenia, na przykład zalogowanie, koszyk lub ustawienie. Nie wymagają zgody.",
    statistical:
      "Liczą to, co robią odwiedzający. Jeśli dane są anonimowe i nie da się ich powiązać z konkretną osobą, zgoda nie jest potrzebna.",
    "first-party":
      "Zapisuje je strona, którą odwiedzasz. Mogą cię rozpoznawać na potrzeby pomiarów lub reklam. Wymagają twojej zgody.",
    "third-party":
      "Zapisuje je inna strona albo są zapisywane na jej potrzeby. Może ona wtedy widzieć, co tutaj przeglądasz. Wymagają twojej zgody.",
  },
  choicesNone: "Nie masz jeszcze zapisanego wyboru.",
  choicesSince: "Data twojego ostatniego wyboru: {date}.",
  changeTitle: "Jak zmienić zdanie",
  changeText:
    "Twoje wybory obowiązują w całym serwisie. Możesz je tutaj zmienić, kiedy tylko chcesz; to, na co już nie pozwalasz, zostanie usunięte. Wszystko inne usuniesz w ustawieniach przeglądarki.",
  listTitle: "Co zapisuje ta strona",
  listEmpty: "W tym celu nic nie jest zapisywane.",
  provider: "Dostawca",
  function: "Funkcja i miejsce użycia",
  name: "Nazwa",
  purpose: "Cel",
  type: "Rodzaj",
  lifetime: "Czas przechowywania",
  lifetimeSession: "Do zamknięcia przeglądarki",
  lifetimePersistent: "Dopóki tego nie usuniesz",
  lifetimeRenewed: "{time}, liczone od nowa przy każdej wizycie",
  reader: "Kto odczytuje",
  readerSite: "Ta strona",
  readerServer: "Tylko serwer tej strony",
  kinds: {
    cookie: "Plik cookie",
    local: "Pamięć lokalna",
    session: "Pamięć sesji",
    indexeddb: "Baza danych",
    cache: "Pamięć podręczna",
  },
};

export default messages;
