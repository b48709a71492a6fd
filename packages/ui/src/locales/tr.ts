import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "tr",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Bu sitedeki çerezler",
  bannerText:
    "Onayınızla, şu amaçlar için çerez kullanmak istiyoruz: {purposes}. Seçiminizi istediğiniz zaman değiştirebilirsiniz.",
  bannerNew: "Son seçiminizden bu yana yeni olanlar: {purposes}. Diğer seçimleriniz değişmez.",
  signal:
    "Tarayıcınız Global Privacy Control sinyali gönderiyor. Buna uyuyoruz: Verileriniz satılmaz ve paylaşılmaz.",
  policyLink: "Çerez politikası",
  reject: "Çerezleri reddet",
  accept: "Çerezleri kabul et",
  choose: "Özelleştir",
  saved: "Seçiminiz kaydedildi.",
  choices: "Çerez tercihleri",
  privacyChoices: "Gizlilik tercihleriniz",
  withdraw: "Onayı geri çek",
  optedOut: "Reddettiğiniz amaçlar: {purposes}.",
  optedIn: "Reddettiğiniz bir amaç yok.",
  categories: {
    necessary: "Gerekli",
    preferences: "Tercihler",
    statistics: "İstatistik",
    media: "Videolar ve haritalar",
    advertising: "Reklam",
  },
  preferencesText:
    "Bu sitenin neleri kullanabileceğine karar verin. Kararınızı istediğiniz zaman değiştirebilirsiniz.",
  save: "Kaydet",
  close: "Kapat",
  on: "Açık",
  off: "Kapalı",
  alwaysOn: "Her zaman açık, çünkü {reason}.",
  reasons: {
    "strictly-necessary": "site bu olmadan çalışmaz",
    communication: "yalnızca sizinle bu site arasında veri taşır",
    "anonymous-statistics": "ziyaretleri, kime ait olduklarını bilmeden sayar",
  },
  onHere: "Açık: Bulunduğunuz yerde onay gerekmez.",
  offHere: "Kapalı: Bulunduğunuz yerde kullanılmaz.",
  isNew: "Yeni",
  newText: "Bu kategori yenidir veya son seçiminizden bu yana değişmiştir.",
  signalToggle:
    "Tarayıcınız Global Privacy Control sinyali gönderdiği için bu kapalı kalır. Bu site için istisna yapmak isterseniz açın.",
  ownAnswer: "Bu hizmet için ayrıca karar verdiniz.",
  services: { one: "{count} hizmet", other: "{count} hizmet" },
  cookies: { one: "{count} çerez", other: "{count} çerez" },
  categoryTexts: {
    necessary: "Sitenin çalışmasını sağlar: Oturumunuzu açık tutar ve bu seçimleri hatırlar.",
    preferences: "Dil veya görünüm gibi, siteyle ilgili tercihlerinizi hatırlar.",
    statistics: "Hangi sayfaların kullanıldığını gösterir; böylece onları iyileştirebiliriz.",
    media: "Başka sitelerden içerik gösterir; bu siteler sizi başka yerlerde de tanıyabilir.",
    advertising:
      "Başka sitelerde yaptıklarınızı da dikkate alarak reklam gösterir ve reklamların etkisini ölçer.",
  },
  keptFor: "saklama süresi: {time}",
  session: "tarayıcıyı kapatana kadar saklanır",
  persistent: "siz silene kadar saklanır",
  deleted: "Silindi: {names}.",
  remaining: "{name} adlı ögeyi {provider} yönetiyor: Yalnızca tarayıcı ayarlarından silebilirsiniz.",
  reloadText: "Bu sayfada hâlâ çalışanları durdurmak için sayfayı yeniden yükleyin.",
  reload: "Yeniden yükle",
  embedText: "Bu içeriği ({name}) sunan {provider}, tarayıcınıza çerez kaydedebilir.",
  embedOnce: "Bir kez yükle",
  embedAlways: "Her zaman yükle",
  embedOverride: "Her zaman yükle (Global Privacy Control istisnası)",
  policyIntro:
    "Bu sayfada, sitenin tarayıcınızda sakladığı her şeyi bulabilirsiniz: kimin, ne için ve ne kadar süreyle sakladığını.",
  cookieTitle: "Çerez nedir?",
  cookieText:
    "Çerez, bir sitenin tarayıcınızdan belirli bir adla saklamasını ve sonraki ziyaretlerde geri göndermesini istediği küçük bir veridir. Çerezler oturumunuzu açık tutar, sepetinizi veya dilinizi hatırlar ya da ölçüm veya reklam amacıyla sizi tanır. Tarayıcılarda veri saklanan başka yerler de vardır; bu sayfada onlar da yer alır.",
  typesTitle: "Çerez türleri",
  types: {
    necessary: "Gerekli",
    statistical: "İstatistiksel",
    "first-party": "Birinci taraf",
    "third-party": "Üçüncü taraf",
  },
  typeTexts: {
    necessary:
      "Aynı cihazdan yapılan iki ziyaret arasında oturum, sepet veya ayar gibi bilgileri saklar. Onay gerekmez.",
    statistical:
      "Ziyaretçilerin neler yaptığını sayar. Veriler anonimse ve bir kişiyle ilişkilendirilemiyorsa onay gerekmez.",
    "first-party":
      "Ziyaret ettiğiniz site tarafından saklanır; ölçüm veya reklam amacıyla sizi tanıyabilir. Onayınız gerekir.",
    "third-party":
      "Başka bir site tarafından veya o site için saklanır; o site burada nereleri ziyaret ettiğinizi görebilir. Onayınız gerekir.",
  },
  choicesNone: "Henüz bir seçim yapmadınız.",
  choicesSince: "Son seçiminizin tarihi: {date}.",
  changeTitle: "Kararınızı nasıl değiştirirsiniz?",
  changeText:
    "Seçimleriniz sitenin tamamı için geçerlidir. Onları buradan istediğiniz zaman değiştirebilirsiniz; artık izin vermedikleriniz silinir. Geri kalan her şeyi tarayıcı ayarlarından silebilirsiniz.",
  listTitle: "Bu site neleri saklar?",
  listEmpty: "Bu amaçla hiçbir şey saklanmaz.",
  provider: "Sağlayıcı",
  function: "İşlev ve kullanıldığı yer",
  name: "Ad",
  purpose: "Amaç",
  type: "Tür",
  lifetime: "Saklama süresi",
  lifetimeSession: "Tarayıcıyı kapatana kadar",
  lifetimePersistent: "Siz silene kadar",
  lifetimeRenewed: "{time}, her ziyarette yeniden başlar",
  reader: "Okuyabilen",
  readerSite: "Bu site",
  readerServer: "Yalnızca bu sitenin sunucusu",
  kinds: {
    cookie: "Çerez",
    local: "Yerel depolama",
    session: "Oturum depolaması",
    indexeddb: "Veri tabanı",
    cache: "Önbellek",
  },
};

export default messages;
