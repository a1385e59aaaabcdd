import Kernel
import Outbox

/// The settings of what is sent, read together: a gateway needs its secret.
enum OutboxSetting {
    /// - reached: the address at which the server listens, for links where no other is set.
    static func settings(reached: String) throws -> OutboxSettings {
        var settings = OutboxSettings(site: try site(Setting.site.value(nil).text, reached: reached))
        settings.mail = try mail(Setting.smtp.value(nil).text)
        settings.sms = try gateway(.gatewaySMS)
        settings.messenger = try gateway(.gatewayMessenger)
        settings.takesLoopback = try Setting.webhooksLoopback.isOn
        return settings
    }

    static func mail(_ text: String) throws -> MailServer? { text.isEmpty ? nil : try MailServer(text) }

    static func gateway(_ setting: Setting) throws -> Gateway? {
        let text = setting.value(nil).text
        return text.isEmpty ? nil : try Gateway(text, secret: Setting.gatewaySecret.value(nil).text, setting: setting.environment)
    }

    static func site(_ text: String, reached: String) throws -> String {
        guard !text.isEmpty else { return reached }
        guard text.wholeMatch(of: /https?:\/\/[A-Za-z0-9.:\[\]-]+\/?/) != nil else {
            throw Refusal(
                .invalid, "setting", "KEPU_SITE 应为网站的网址，如 https://kepu.example.org，现为“\(text)”。",
                "KEPU_SITE is the site's address, such as https://kepu.example.org, not “\(text)”.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
