import Foundation

/// One setting: the command line wins over the environment, the environment over the default.
struct Setting {
    let name: String
    let environment: String
    let fallback: String

    static let database = Setting(name: "--database", environment: "KEPU_DATABASE", fallback: "sqlite:data/kepu.db")
    static let host = Setting(name: "--host", environment: "KEPU_HOST", fallback: "127.0.0.1")
    static let port = Setting(name: "--port", environment: "KEPU_PORT", fallback: "8080")
    static let publicFolder = Setting(name: "--public", environment: "KEPU_PUBLIC", fallback: "Public")
    static let language = Setting(name: "", environment: "KEPU_LANGUAGE", fallback: "en")
    static let logLevel = Setting(name: "--log-level", environment: "KEPU_LOG_LEVEL", fallback: "notice")
    static let secure = Setting(name: "--secure", environment: "KEPU_SECURE", fallback: "0")

    /// All of them, for `kepu doctor` and for the test that every setting is documented.
    static let all = [database, host, port, publicFolder, language, logLevel, secure]

    func value(_ given: String?) -> (text: String, from: String) {
        if let given { return (given, name) }
        if let set = ProcessInfo.processInfo.environment[environment], !set.isEmpty { return (set, environment) }
        return (fallback, "default")
    }
}
