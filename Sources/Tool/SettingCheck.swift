import Foundation
import Kernel
import Logging

/// What a setting may be, each refused in one sentence: for the commands that use it, and for `kepu doctor`.
enum SettingCheck {
    static func port(_ text: String) throws -> Int {
        guard let number = Int(text), (0...65535).contains(number) else {
            throw Refusal(.invalid, "port", "端口应为 0 至 65535 的整数，现为“\(text)”。", "A port is a whole number from 0 to 65535, not “\(text)”.")
        }
        return number
    }

    /// A name or an address of this machine. What looks like an address and is none would be asked for as a name.
    static func host(_ text: String) throws -> String {
        let looksLikeAddress = text.contains(":") || text.allSatisfy { $0 == "." || $0.isNumber }
        let isName = !text.isEmpty && text.utf8.count <= 253 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        guard looksLikeAddress ? isAddress(text) : isName else {
            throw Refusal(
                .invalid, "host", "--host 应为本机的 IP 地址或名称，如 127.0.0.1、0.0.0.0 或 localhost，现为“\(text)”。",
                "The host is an IP address or a name of this machine, such as 127.0.0.1, 0.0.0.0 or localhost, not “\(text)”.")
        }
        return text
    }

    /// The folder of style sheets and scripts.
    static func publicFolder(_ folder: String) throws -> String {
        guard FileManager.default.fileExists(atPath: folder + "/css/kepu.css") else {
            throw Refusal(
                .invalid, "public", "文件夹 \(folder) 里没有 css/kepu.css。请在项目文件夹中启动，或用 --public 指明。",
                "There is no css/kepu.css in the folder \(folder). Start in the project's folder, or say where it is with --public.")
        }
        return folder
    }

    static func logLevel(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.invalid, "log-level", "没有日志级别“\(text)”。可以是：\(known)。", "There is no log level “\(text)”; there is: \(known).")
        }
        return level
    }

    /// Requests a minute; 0 for no limit.
    static func apiRate(_ text: String) throws -> Int {
        guard let number = Int(text), (0...1_000_000).contains(number) else {
            throw Refusal(
                .invalid, "setting", "KEPU_API_RATE 应为每分钟的请求数，0 至 1000000，0 表示不限，现为“\(text)”。",
                "KEPU_API_RATE is a number of requests a minute, 0 to 1000000 (0: no limit), not “\(text)”.")
        }
        return number
    }

    /// Addresses as connections show them: a name, or an address with a port, would never be the one that is seen.
    static func proxies(_ text: String) throws -> Set<String> {
        let wanted = text.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
        for one in wanted where !isAddress(one) {
            throw Refusal(
                .invalid, "setting", "KEPU_PROXIES 应为用逗号分开的 IP 地址，如 10.0.0.2，现有“\(one)”。",
                "KEPU_PROXIES is IP addresses with commas between them, such as 10.0.0.2, not “\(one)”.")
        }
        return Set(wanted)
    }

    private static func isAddress(_ text: String) -> Bool {
        var four = in_addr(), six = in6_addr()
        return inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
    }

    /// The site's public address without a path, `https://kepu.example.org`; nil where none is set.
    static func site(_ text: String) throws -> String? {
        guard !text.isEmpty else { return nil }
        guard text.wholeMatch(of: /https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?\/?/) != nil else {
            throw Refusal(
                .invalid, "setting", "KEPU_SITE（--site）应为网站的网址，不带路径，如 https://kepu.example.org，现为“\(text)”。",
                "KEPU_SITE (--site) is the site's address without a path, such as https://kepu.example.org, not “\(text)”.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    static func isOn(_ text: String, _ name: String) throws -> Bool {
        guard text == "1" || text == "0" else {
            throw Refusal(.invalid, "setting", "\(name) 应为 1 或 0，现为“\(text)”。", "\(name) is 1 or 0, not “\(text)”.")
        }
        return text == "1"
    }

    static func language(_ text: String) throws {
        guard text.isEmpty || Tongue(rawValue: text) != nil else {
            throw Refusal(.invalid, "setting", "KEPU_LANGUAGE 应为 zh 或 en，现为“\(text)”。", "KEPU_LANGUAGE is zh or en, not “\(text)”.")
        }
    }
}

extension Setting {
    /// What is wrong with the value in force; nil when nothing is. The database's address is checked by opening it, the usual folder of
    /// style sheets by the server, which alone begins in the project's folder.
    func problem(_ given: String?) -> Refusal? {
        let (text, from) = value(given)
        do {
            switch environment {
            case Self.host.environment: _ = try SettingCheck.host(text)
            case Self.port.environment: _ = try SettingCheck.port(text)
            case Self.publicFolder.environment where from != "default": _ = try SettingCheck.publicFolder(text)
            case Self.logLevel.environment: _ = try SettingCheck.logLevel(text)
            case Self.apiRate.environment: _ = try SettingCheck.apiRate(text)
            case Self.secure.environment, Self.apiLoopback.environment: _ = try SettingCheck.isOn(text, environment)
            case Self.secret.environment, Self.secretFile.environment: _ = try SecretSetting.key
            case Self.proxies.environment: _ = try SettingCheck.proxies(text)
            case Self.webhooksLoopback.environment: _ = try SettingCheck.isOn(text, environment)
            case Self.site.environment: _ = try SettingCheck.site(text)
            case Self.smtp.environment: _ = try OutboxSetting.mail(text)
            case Self.gatewaySMS.environment, Self.gatewayMessenger.environment: _ = try OutboxSetting.gateway(self)
            case Self.language.environment: try SettingCheck.language(ProcessInfo.processInfo.environment[environment] ?? "")
            default: break
            }
            return nil
        } catch {
            return error as? Refusal
        }
    }
}
