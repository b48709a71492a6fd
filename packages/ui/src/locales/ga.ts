import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "ga",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Fianáin ar an suíomh seo",
  bannerText:
    "Ba mhaith linn fianáin a úsáid le haghaidh: {purposes}. Is féidir leat do rogha a athrú am ar bith.",
  bannerNew: "Nua ó do rogha dheireanach: {purposes}. Fanann do roghanna eile mar atá siad.",
  signal:
    "Seolann do bhrabhsálaí Global Privacy Control. Cloímid leis: ní dhíoltar ná ní roinntear do chuid sonraí.",
  policyLink: "Beartas fianán",
  reject: "Diúltaigh dóibh uile",
  accept: "Glac leo uile",
  choose: "Roghnaigh",
  saved: "Sábháladh do rogha.",
  choices: "Roghanna fianán",
  privacyChoices: "Do roghanna príobháideachais",
  withdraw: "Tarraing siar do thoiliú",
  optedOut: "Dhiúltaigh tú do: {purposes}.",
  optedIn: "Níor dhiúltaigh tú d’aon rud.",
  categories: {
    necessary: "Riachtanach",
    preferences: "Sainroghanna",
    statistics: "Staitisticí",
    media: "Físeáin agus léarscáileanna",
    advertising: "Fógraíocht",
  },
  preferencesText:
    "Socraigh cad is féidir leis an suíomh seo a úsáid. Is féidir leat d’intinn a athrú am ar bith.",
  save: "Sábháil",
  close: "Dún",
  on: "Air",
  off: "As",
  alwaysOn: "Air i gcónaí, mar {reason}.",
  reasons: {
    "strictly-necessary": "ní oibríonn an suíomh gan é",
    communication: "ní dhéanann sé ach sonraí a iompar idir tú féin agus an suíomh seo",
    "anonymous-statistics": "comhaireann sé cuairteanna gan fhios cé leis iad",
  },
  onHere: "Air: níl aon fhreagra de dhíth san áit a bhfuil tú.",
  offHere: "As: ní úsáidtear é san áit a bhfuil tú.",
  isNew: "Nua",
  newText: "Tá sé seo nua, nó d’athraigh sé ó rinne tú do rogha dheireanach.",
  signalToggle:
    "Seolann do bhrabhsálaí Global Privacy Control, agus mar sin fanann sé seo as. Cuir air é chun eisceacht a dhéanamh don suíomh seo.",
  ownAnswer: "Thug tú freagra ar leith air seo.",
  services: {
    one: "{count} seirbhís",
    two: "{count} sheirbhís",
    few: "{count} sheirbhís",
    many: "{count} seirbhís",
    other: "{count} seirbhís",
  },
  cookies: {
    one: "{count} fhianán",
    two: "{count} fhianán",
    few: "{count} fhianán",
    many: "{count} bhfianán",
    other: "{count} fianán",
  },
  categoryTexts: {
    necessary:
      "Cuireann sé an suíomh ag obair: coinníonn sé logáilte isteach thú agus cuimhníonn sé ar na roghanna seo.",
    preferences: "Cuimhníonn sé ar an gcaoi ar maith leat an suíomh, mar shampla an teanga nó an chuma.",
    statistics: "Insíonn sé dúinn cé na leathanaigh a úsáidtear, ionas gur féidir linn feabhas a chur orthu.",
    media: "Taispeánann sé ábhar ó shuíomhanna eile, agus d’fhéadfaidís thú a aithint in áiteanna eile.",
    advertising:
      "Taispeánann agus tomhaiseann sé fógraíocht, de réir a ndéanann tú ar shuíomhanna eile freisin.",
  },
  keptFor: "coinnithe ar feadh {time}",
  session: "coinnithe go dtí go ndúnann tú an brabhsálaí",
  persistent: "coinnithe go dtí go scriosann tú é",
  deleted: "Scriosta: {names}.",
  remaining: "Is le {provider} {name}: ní féidir é a scriosadh ach i socruithe do bhrabhsálaí.",
  reloadText: "Athlódáil an leathanach seo chun deireadh a chur lena bhfuil fós ar siúl air.",
  reload: "Athlódáil",
  embedText:
    "{name}: tagann an t-ábhar seo ó {provider}, agus d’fhéadfadh sé fianáin a stóráil i do bhrabhsálaí.",
  embedOnce: "Lódáil uair amháin",
  embedAlways: "Lódáil i gcónaí",
  embedOverride: "Lódáil i gcónaí, mar eisceacht ó Global Privacy Control",
  policyIntro:
    "Ar an leathanach seo tá gach rud a stórálann an suíomh seo i do bhrabhsálaí: cé a stórálann é, cén fáth agus cá fhad.",
  cookieTitle: "Cad is fianán ann?",
  cookieText:
    "Is éard is fianán ann píosa beag sonraí a iarrann suíomh ar do bhrabhsálaí a choinneáil faoi ainm agus a sheoladh ar ais ar chuairteanna níos déanaí. Coinníonn fianáin logáilte isteach thú, cuimhníonn siad ar chiseán nó ar theanga, nó aithníonn siad thú chun cuairteanna a thomhas nó chun fógraí a thaispeáint. Tá áiteanna eile ag brabhsálaithe chun sonraí a choinneáil; tá siad sin ar an leathanach seo freisin.",
  typesTitle: "Cineálacha fianán",
  types: {
    necessary: "Riachtanach",
    statistical: "Staitistiúil",
    "first-party": "Ón suíomh seo",
    "third-party": "Ó thríú páirtí",
  },
  typeTexts: {
    necessary:
      "Coinníonn siad eolas idir dhá chuairt ón ngléas céanna, mar shampla logáil isteach, ciseán nó socrú. Ní gá toiliú leo.",
    statistical:
      "Comhaireann siad a ndéanann cuairteoirí. Má tá na figiúirí gan ainm, sa chaoi nach féidir iad a rianú chuig duine, ní gá toiliú leo.",
    "first-party":
      "Stórálann an suíomh a bhfuil tú air iad, agus d’fhéadfaidís thú a aithint chun cuairteanna a thomhas nó chun fógraí a thaispeáint. Tá do thoiliú de dhíth.",
    "third-party":
      "Stórálann suíomh eile iad, nó stóráiltear ar a shon iad, agus feiceann an suíomh sin ansin cad a fhéachann tú air anseo. Tá do thoiliú de dhíth.",
  },
  choicesNone: "Níl rogha déanta agat fós.",
  choicesSince: "Do rogha dheireanach: {date}.",
  changeTitle: "Conas d’intinn a athrú",
  changeText:
    "Baineann do roghanna leis an suíomh ar fad. Athraigh anseo iad am ar bith; scriostar an rud nach gceadaíonn tú a thuilleadh. Is féidir gach rud eile a scriosadh i socruithe do bhrabhsálaí.",
  listTitle: "Cad a stórálann an suíomh seo",
  listEmpty: "Ní stóráiltear aon rud dó seo.",
  provider: "Soláthraí",
  function: "Feidhm agus áit",
  name: "Ainm",
  purpose: "Cuspóir",
  type: "Cineál",
  lifetime: "Tréimhse choinneála",
  lifetimeSession: "Go dtí go ndúnann tú an brabhsálaí",
  lifetimePersistent: "Go dtí go scriosann tú é",
  lifetimeRenewed: "{time} ón gcuairt dheireanach",
  reader: "Cé a léann é",
  readerSite: "An suíomh seo",
  readerServer: "Freastalaí an tsuímh seo amháin",
  kinds: {
    cookie: "Fianán",
    local: "Stóras logánta",
    session: "Stóras seisiúin",
    indexeddb: "Bunachar sonraí",
    cache: "Taisce",
  },
};

export default messages;
