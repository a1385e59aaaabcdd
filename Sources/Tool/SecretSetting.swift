import Foundation
import Kernel
import Storage

/// The installation's key from its configuration: the secret itself, or the path of a file that holds it.
enum SecretSetting {
    /// Nil where neither is set.
    static var key: InstallationKey? {
        get throws {
            let (text, path) = (Setting.secret.value(nil).text, Setting.secretFile.value(nil).text)
            guard text.isEmpty || path.isEmpty else {
                throw Refusal(
                    .invalid, "secret-twice", "KEPU_SECRET 和 KEPU_SECRET_FILE 只能设置一个。", "Set KEPU_SECRET or KEPU_SECRET_FILE, not both.")
            }
            if !path.isEmpty { return try read(path) }
            return text.isEmpty ? nil : try InstallationKey(text)
        }
    }

    /// The secret in a file, without the line end behind it.
    static func read(_ path: String) throws -> InstallationKey {
        let bytes = try FileBytes.read(path, limit: 4096)
        return try InstallationKey(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Without a key the program serves only the machine it runs on, and says so.
    ///
    /// - behindProxy: others come through a program on this machine, by TLS or by name.
    static func checkServing(at host: String, behindProxy: Bool) throws {
        guard try key == nil else { return }
        guard !behindProxy, ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw Refusal(
                .invalid, "secret-needed", "没有设置 KEPU_SECRET：个人信息的密钥会留在数据库里。对外提供服务前请设置，如 KEPU_SECRET=$(openssl rand -base64 32)，并另行妥善保存。",
                "KEPU_SECRET is not set, so the keys of personal data would lie in the database beside it. Set it before others are served, for example KEPU_SECRET=$(openssl rand -base64 32), and keep it safe elsewhere.")
        }
        Terminal.remark(
            Phrase("没有设置 KEPU_SECRET：个人信息的密钥与数据同在数据库中，只适合在本机试用。", "KEPU_SECRET is not set: the keys of personal data lie in the database beside it, which does for trying the program on this machine."))
    }
}
