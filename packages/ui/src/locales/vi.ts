import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "vi",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Cookie trên trang web này",
  bannerText:
    "Chúng tôi muốn dùng cookie cho các mục đích: {purposes}. Bạn có thể đổi lựa chọn bất cứ lúc nào.",
  bannerNew:
    "Mục mới hoặc đã thay đổi kể từ lần chọn trước: {purposes}. Các lựa chọn khác của bạn vẫn giữ nguyên.",
  signal:
    "Trình duyệt của bạn gửi tín hiệu Global Privacy Control. Chúng tôi tuân theo tín hiệu đó: dữ liệu của bạn không bị bán hay chia sẻ.",
  policyLink: "Chính sách cookie",
  reject: "Từ chối tất cả",
  accept: "Chấp nhận tất cả",
  choose: "Tùy chỉnh",
  saved: "Đã lưu lựa chọn của bạn.",
  choices: "Cài đặt cookie",
  privacyChoices: "Lựa chọn quyền riêng tư của bạn",
  withdraw: "Rút lại sự đồng ý",
  optedOut: "Bạn đã từ chối: {purposes}.",
  optedIn: "Bạn chưa từ chối mục đích nào.",
  categories: {
    necessary: "Cần thiết",
    preferences: "Tùy chọn cá nhân",
    statistics: "Thống kê",
    media: "Video và bản đồ",
    advertising: "Quảng cáo",
  },
  preferencesText:
    "Hãy chọn những gì trang web này được phép sử dụng. Bạn có thể đổi lựa chọn bất cứ lúc nào.",
  save: "Lưu",
  close: "Đóng",
  on: "Bật",
  off: "Tắt",
  alwaysOn: "Luôn bật vì {reason}.",
  reasons: {
    "strictly-necessary": "trang web không hoạt động được nếu thiếu mục này",
    communication: "mục này chỉ truyền dữ liệu giữa bạn và trang web",
    "anonymous-statistics": "mục này chỉ đếm lượt truy cập mà không biết đó là của ai",
  },
  onHere: "Bật: tại khu vực của bạn, mục này không yêu cầu bạn lựa chọn.",
  offHere: "Tắt: mục này không được sử dụng tại khu vực của bạn.",
  isNew: "Mới",
  newText: "Mục này mới được thêm hoặc đã thay đổi kể từ lần chọn trước của bạn.",
  signalToggle:
    "Trình duyệt của bạn gửi tín hiệu Global Privacy Control nên mục này vẫn tắt. Hãy bật nếu bạn muốn tạo ngoại lệ cho trang web này.",
  ownAnswer: "Bạn đã chọn riêng cho dịch vụ này.",
  services: { other: "{count} dịch vụ" },
  cookies: { other: "{count} cookie" },
  categoryTexts: {
    necessary: "Giúp trang web hoạt động: duy trì đăng nhập và ghi nhớ các lựa chọn này.",
    preferences: "Ghi nhớ những gì bạn ưa dùng trên trang web, chẳng hạn như ngôn ngữ hoặc giao diện.",
    statistics: "Cho biết những trang nào được sử dụng để chúng tôi cải thiện.",
    media: "Hiển thị nội dung từ các trang web khác; những trang đó có thể nhận ra bạn ở nơi khác.",
    advertising: "Hiển thị và đo lường quảng cáo, kể cả dựa trên hoạt động của bạn ở các trang web khác.",
  },
  keptFor: "lưu trong {time}",
  session: "lưu cho đến khi bạn đóng trình duyệt",
  persistent: "lưu cho đến khi bạn xóa",
  deleted: "Đã xóa: {names}.",
  remaining: "{name} thuộc về {provider}: bạn chỉ có thể xóa trong phần cài đặt của trình duyệt.",
  reloadText: "Hãy tải lại trang này để dừng những gì vẫn đang chạy.",
  reload: "Tải lại",
  embedText: "{name} do {provider} cung cấp và có thể lưu cookie trong trình duyệt của bạn.",
  embedOnce: "Tải một lần",
  embedAlways: "Luôn tải",
  embedOverride: "Luôn tải, ngoại lệ đối với Global Privacy Control",
  policyIntro:
    "Trang này liệt kê mọi thứ mà trang web lưu trong trình duyệt của bạn: ai lưu, để làm gì và trong bao lâu.",
  cookieTitle: "Cookie là gì?",
  cookieText:
    "Cookie là một mẩu dữ liệu nhỏ mà trang web yêu cầu trình duyệt lưu dưới một tên nhất định và gửi lại trong những lần truy cập sau. Cookie giúp duy trì đăng nhập, ghi nhớ giỏ hàng hoặc ngôn ngữ, hay nhận ra bạn để đo lường hoặc quảng cáo. Trình duyệt còn có những nơi lưu dữ liệu khác; trang này cũng liệt kê cả những dữ liệu đó.",
  typesTitle: "Các loại cookie",
  types: {
    necessary: "Cần thiết",
    statistical: "Thống kê",
    "first-party": "Bên thứ nhất",
    "third-party": "Bên thứ ba",
  },
  typeTexts: {
    necessary:
      "Giữ lại thông tin giữa hai lần truy cập trên cùng một thiết bị, chẳng hạn như trạng thái đăng nhập, giỏ hàng hoặc cài đặt. Không cần bạn đồng ý.",
    statistical:
      "Thống kê những gì khách truy cập làm. Nếu số liệu là ẩn danh và không thể truy ngược về một người thì không cần bạn đồng ý.",
    "first-party":
      "Do chính trang web bạn truy cập lưu và có thể nhận ra bạn để đo lường hoặc quảng cáo. Cần bạn đồng ý.",
    "third-party":
      "Do một trang web khác lưu, hoặc được lưu cho trang web đó; trang web đó có thể biết bạn xem gì ở đây. Cần bạn đồng ý.",
  },
  choicesNone: "Bạn chưa lựa chọn.",
  choicesSince: "Lần gần nhất bạn lựa chọn là ngày {date}.",
  changeTitle: "Cách thay đổi lựa chọn",
  changeText:
    "Lựa chọn của bạn áp dụng cho toàn bộ trang web. Bạn có thể thay đổi tại đây bất cứ lúc nào; những gì bạn không còn cho phép sẽ bị xóa. Bạn có thể xóa mọi thứ khác trong phần cài đặt của trình duyệt.",
  listTitle: "Những gì trang web này lưu",
  listEmpty: "Không có gì được lưu cho mục đích này.",
  provider: "Nhà cung cấp",
  function: "Chức năng và nơi sử dụng",
  name: "Tên",
  purpose: "Mục đích",
  type: "Loại",
  lifetime: "Thời gian lưu",
  lifetimeSession: "Cho đến khi bạn đóng trình duyệt",
  lifetimePersistent: "Cho đến khi bạn xóa",
  lifetimeRenewed: "{time} kể từ lần truy cập gần nhất",
  reader: "Bên đọc",
  readerSite: "Trang web này",
  readerServer: "Chỉ máy chủ của trang web này",
  kinds: {
    cookie: "Cookie",
    local: "Bộ nhớ cục bộ",
    session: "Bộ nhớ phiên",
    indexeddb: "Cơ sở dữ liệu",
    cache: "Bộ nhớ đệm",
  },
};

export default messages;
