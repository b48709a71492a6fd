import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "id",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Cookie di situs ini",
  bannerText:
    "Dengan persetujuan Anda, kami ingin menggunakan cookie untuk: {purposes}. Anda dapat mengubah pilihan kapan saja.",
  bannerNew:
    "Baru atau berubah sejak pilihan terakhir Anda: {purposes}. Pilihan Anda yang lain tetap berlaku.",
  signal:
    "Peramban Anda mengirim sinyal Global Privacy Control. Kami mematuhinya: data Anda tidak dijual maupun dibagikan.",
  policyLink: "Kebijakan cookie",
  reject: "Tolak cookie",
  accept: "Terima cookie",
  choose: "Atur pilihan",
  saved: "Pilihan Anda telah disimpan.",
  choices: "Pengaturan cookie",
  privacyChoices: "Pilihan privasi Anda",
  withdraw: "Cabut persetujuan",
  optedOut: "Anda telah menolak: {purposes}.",
  optedIn: "Anda tidak menolak penggunaan apa pun.",
  categories: {
    necessary: "Diperlukan",
    preferences: "Preferensi",
    statistics: "Statistik",
    media: "Video dan peta",
    advertising: "Iklan",
  },
  preferencesText:
    "Tentukan apa saja yang boleh digunakan situs ini. Anda dapat mengubah pilihan kapan saja.",
  save: "Simpan",
  close: "Tutup",
  on: "Aktif",
  off: "Nonaktif",
  alwaysOn: "Selalu aktif karena {reason}.",
  reasons: {
    "strictly-necessary": "situs tidak berfungsi tanpanya",
    communication: "hanya digunakan untuk mengirim data antara Anda dan situs ini",
    "anonymous-statistics": "hanya menghitung kunjungan tanpa mengetahui siapa pengunjungnya",
  },
  onHere: "Aktif: di wilayah Anda, persetujuan tidak diperlukan.",
  offHere: "Nonaktif: tidak digunakan di wilayah Anda.",
  isNew: "Baru",
  newText: "Ini baru atau telah berubah sejak terakhir kali Anda memilih.",
  signalToggle:
    "Peramban Anda mengirim sinyal Global Privacy Control sehingga pilihan ini tetap nonaktif. Aktifkan jika Anda ingin membuat pengecualian untuk situs ini.",
  ownAnswer: "Anda telah memilih secara khusus untuk layanan ini.",
  services: { other: "{count} layanan" },
  cookies: { other: "{count} cookie" },
  categoryTexts: {
    necessary: "Membuat situs berfungsi: menjaga Anda tetap masuk dan mengingat pilihan ini.",
    preferences: "Mengingat pengaturan situs yang Anda sukai, seperti bahasa atau tampilan.",
    statistics: "Menunjukkan halaman mana yang digunakan agar kami dapat memperbaikinya.",
    media: "Menampilkan konten dari situs lain, yang mungkin mengenali Anda di tempat lain.",
    advertising: "Menampilkan dan mengukur iklan, termasuk berdasarkan apa yang Anda lakukan di situs lain.",
  },
  keptFor: "disimpan selama {time}",
  session: "disimpan sampai Anda menutup peramban",
  persistent: "disimpan sampai Anda menghapusnya",
  deleted: "Dihapus: {names}.",
  remaining: "{name} adalah milik {provider} dan hanya dapat dihapus melalui pengaturan peramban Anda.",
  reloadText: "Muat ulang halaman ini untuk menghentikan apa pun yang masih berjalan.",
  reload: "Muat ulang",
  embedText: "{name} disediakan oleh {provider}, yang mungkin menyimpan cookie di peramban Anda.",
  embedOnce: "Muat sekali",
  embedAlways: "Selalu muat",
  embedOverride: "Selalu muat, sebagai pengecualian dari Global Privacy Control",
  policyIntro:
    "Halaman ini memuat daftar semua yang disimpan situs ini di peramban Anda: siapa yang menyimpannya, untuk apa, dan berapa lama.",
  cookieTitle: "Apa itu cookie?",
  cookieText:
    "Cookie adalah sepotong kecil data yang disimpan peramban atas permintaan situs web dengan nama tertentu, lalu dikirim kembali pada kunjungan berikutnya. Cookie membuat Anda tetap masuk, mengingat isi keranjang atau bahasa, atau mengenali Anda untuk keperluan pengukuran atau iklan. Peramban juga memiliki tempat lain untuk menyimpan data; data itu pun tercantum di halaman ini.",
  typesTitle: "Jenis cookie",
  types: {
    necessary: "Diperlukan",
    statistical: "Statistik",
    "first-party": "Pihak pertama",
    "third-party": "Pihak ketiga",
  },
  typeTexts: {
    necessary:
      "Menyimpan informasi dari satu kunjungan ke kunjungan berikutnya di perangkat yang sama, seperti status masuk, keranjang, atau pengaturan. Tidak memerlukan persetujuan.",
    statistical:
      "Menghitung apa yang dilakukan pengunjung. Jika angkanya anonim sehingga tidak dapat ditelusuri ke seseorang, persetujuan tidak diperlukan.",
    "first-party":
      "Disimpan oleh situs yang Anda kunjungi dan mungkin mengenali Anda untuk keperluan pengukuran atau iklan. Memerlukan persetujuan Anda.",
    "third-party":
      "Disimpan oleh atau untuk situs lain, yang kemudian dapat melihat apa yang Anda kunjungi di sini. Memerlukan persetujuan Anda.",
  },
  choicesNone: "Anda belum memilih.",
  choicesSince: "Anda terakhir kali memilih pada {date}.",
  changeTitle: "Cara mengubah pilihan",
  changeText:
    "Pilihan Anda berlaku untuk seluruh situs. Anda dapat mengubahnya di sini kapan saja; apa pun yang tidak lagi Anda izinkan akan dihapus. Selebihnya dapat Anda hapus melalui pengaturan peramban.",
  listTitle: "Apa yang disimpan situs ini",
  listEmpty: "Tidak ada yang disimpan untuk keperluan ini.",
  provider: "Penyedia",
  function: "Fungsi dan lokasi",
  name: "Nama",
  purpose: "Tujuan",
  type: "Jenis",
  lifetime: "Masa simpan",
  lifetimeSession: "Sampai Anda menutup peramban",
  lifetimePersistent: "Sampai Anda menghapusnya",
  lifetimeRenewed: "{time} sejak kunjungan terakhir",
  reader: "Dibaca oleh",
  readerSite: "Situs ini",
  readerServer: "Hanya server situs ini",
  kinds: {
    cookie: "Cookie",
    local: "Penyimpanan lokal",
    session: "Penyimpanan sesi",
    indexeddb: "Basis data",
    cache: "Cache",
  },
};

export default messages;
