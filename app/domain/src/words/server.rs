//! Words of the plain pages that the server shows without the app.

words! {
    nothing_here: "این صفحه پیدا نشد", "This page was not found";
    to_the_start: "بازگشت به صفحهٔ امروز", "Back to today";

    install_title: "نصب گواهی این سرور", "Install this server’s certificate";
    install_why: "لیبرو روی شبکهٔ خودتان کار می‌کند و گواهی امنیتی‌اش را خودش ساخته است. تا این گواهی روی دستگاهی نصب نشود، مرورگر هشدار می‌دهد و کار بدون اینترنت ممکن نیست.", "Libero runs on your own network and made its security certificate itself. Until a device has this certificate, its browser warns, and work without a connection is not possible.";
    install_who: "این کار برای مسئول فنی شرکت است و روی هر دستگاه یک بار انجام می‌شود.", "This is a task for the agency’s technician, once on each device.";
    install_download: "دانلود گواهی", "Download the certificate";
    install_compare: "پیش از نصب، این اثر انگشت را با آنچه سرور هنگام شروع نوشته است مقایسه کنید. اگر یکی نیست، نصب نکنید.", "Before you install it, compare this fingerprint with the one that the server wrote when it started. If they differ, do not install it.";
    install_reach: "این گواهی فقط نام‌ها و نشانی‌های همین شبکه را تأیید می‌کند و برای هیچ سایت دیگری به کار نمی‌آید.", "This certificate vouches for the names and addresses of this network only and is of no use for any other site.";
    install_after: "پس از نصب، مرورگر را ببندید و دوباره باز کنید.", "When it is installed, close the browser and open it again.";

    android: "اندروید", "Android";
    install_android: "گواهی را دانلود کنید، سپس در تنظیمات گوشی از این مسیر نصبش کنید. در بعضی گوشی‌ها نام‌ها کمی فرق دارد؛ در تنظیمات، «گواهی» را جست‌وجو کنید.", "Download the certificate, then install it in the phone’s settings this way. Some phones name things a little differently; search the settings for “certificate”.";
    iphone: "آیفون و آی‌پد", "iPhone and iPad";
    install_iphone: "این صفحه را در سافاری باز کنید، گواهی را دانلود کنید و اجازه دهید. سپس هر دو قدم را در تنظیمات انجام دهید؛ بدون قدم دوم، گواهی نصب است ولی اعتبار ندارد.", "Open this page in Safari, download the certificate and allow it. Then take both steps in the settings; without the second the certificate is installed but not trusted.";
    windows: "ویندوز", "Windows";
    install_windows: "فایل دانلودشده را باز کنید و از این مسیر بروید.", "Open the downloaded file and go this way.";
    mac: "مک", "macOS";
    install_mac: "فایل دانلودشده را باز کنید تا به دسته‌کلید افزوده شود، سپس اعتبار آن را روشن کنید.", "Open the downloaded file to add it to the keychain, then switch its trust on.";
}

/// Menus as these systems name them, one step each; they are not translated, so that they can be found.
pub const ANDROID_MENUS: &[&str] = &[
    "Settings › Security & privacy › More security & privacy › Encryption & credentials",
    "Install a certificate › CA certificate › Install anyway › libero.crt",
];
pub const IPHONE_MENUS: &[&str] = &[
    "Settings › General › VPN & Device Management › Libero › Install",
    "Settings › General › About › Certificate Trust Settings › Libero",
];
pub const WINDOWS_MENUS: &[&str] = &[
    "Install Certificate… › Local Machine › Next",
    "Place all certificates in the following store › Browse… › Trusted Root Certification Authorities › OK › Finish",
];
pub const MAC_MENUS: &[&str] = &[
    "Keychain Access › System › Certificates › Libero",
    "Trust › When using this certificate: Always Trust",
];
