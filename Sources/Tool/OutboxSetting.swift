import Kernel
import Outbox

/// The settings of what is sent, read together: a gateway needs its secret.
enum OutboxSetting {
    /// - site: the address under which people reach the program, for links.
    static func settings(site: String) throws -> OutboxSettings {
        var settings = OutboxSettings(site: site)
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
}
