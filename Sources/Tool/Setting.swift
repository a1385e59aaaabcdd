import Foundation
import Kernel

/// One setting: the command line wins over the environment, the environment over the default.
struct Setting {
    let name: String
    let environment: String
    let fallback: String

    static let database = Setting(name: "--database", environment: "KEPU_DATABASE", fallback: "sqlite:data/kepu.db")
    static let files = Setting(name: "--files", environment: "KEPU_FILES", fallback: "")
    static let host = Setting(name: "--host", environment: "KEPU_HOST", fallback: "127.0.0.1")
    static let port = Setting(name: "--port", environment: "KEPU_PORT", fallback: "8080")
    static let publicFolder = Setting(name: "--public", environment: "KEPU_PUBLIC", fallback: "Public")
    static let language = Setting(name: "", environment: "KEPU_LANGUAGE", fallback: "")
    static let logLevel = Setting(name: "--log-level", environment: "KEPU_LOG_LEVEL", fallback: "notice")
    static let secure = Setting(name: "--secure", environment: "KEPU_SECURE", fallback: "0")
    static let apiRate = Setting(name: "", environment: "KEPU_API_RATE", fallback: "120")
    static let apiLoopback = Setting(name: "", environment: "KEPU_API_FREE_LOOPBACK", fallback: "0")
    static let proxies = Setting(name: "", environment: "KEPU_PROXIES", fallback: "")
    static let secret = Setting(name: "", environment: "KEPU_SECRET", fallback: "")
    static let secretFile = Setting(name: "", environment: "KEPU_SECRET_FILE", fallback: "")
    static let site = Setting(name: "--site", environment: "KEPU_SITE", fallback: "")
    static let smtp = Setting(name: "", environment: "KEPU_SMTP", fallback: "")
    static let gatewaySMS = Setting(name: "", environment: "KEPU_GATEWAY_SMS", fallback: "")
    static let gatewayMessenger = Setting(name: "", environment: "KEPU_GATEWAY_MESSENGER", fallback: "")
    static let gatewaySecret = Setting(name: "", environment: "KEPU_GATEWAY_SECRET", fallback: "")
    static let webhooksLoopback = Setting(name: "", environment: "KEPU_WEBHOOKS_LOOPBACK", fallback: "0")

    /// All of them, for `kepu doctor` and for the test that every setting is documented.
    static let all = [database, files, host, port, publicFolder, language, logLevel, secure, secret, secretFile, apiRate, apiLoopback, proxies] + sending

    /// What is sent, and through whom.
    static let sending = [site, smtp, gatewaySMS, gatewayMessenger, gatewaySecret, webhooksLoopback]

    /// The value in force, and what gave it: the option, the variable or the default.
    func value(_ given: String?) -> (text: String, from: String) {
        if let given { return (given, name) }
        if let set = ProcessInfo.processInfo.environment[environment], !set.isEmpty { return (set, environment) }
        return (fallback, "default")
    }

    /// What `kepu doctor` shows: the language as it is found, addresses without their passwords.
    func shown(_ given: String?) -> (text: String, from: String) {
        if environment == Setting.language.environment {
            let found = Terminal.languageSetting
            return (found.language.rawValue, found.from)
        }
        let value = value(given)
        if [Setting.gatewaySecret.environment, Setting.secret.environment].contains(environment), !value.text.isEmpty { return ("…", value.from) }
        return (Self.withoutPassword(value.text), value.from)
    }

    /// `postgres://user:…@host/db`, `smtp://user:…@host`.
    static func withoutPassword(_ address: String) -> String {
        let hidden = address.replacing(/^((?:postgres(?:ql)?|smtps?):\/\/[^:@\/]*):.*@/) { "\($0.1):…@" }
        return hidden.replacing(/([?&]password=)[^&]*/) { "\($0.1)…" }
    }

    /// `1` or `0`.
    var isOn: Bool { get throws { try SettingCheck.isOn(value(nil).text, environment) } }
}
