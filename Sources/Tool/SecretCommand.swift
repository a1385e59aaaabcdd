import Access
import App
import ArgumentParser
import Declaration
import Kernel
import Storage

struct SecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret", abstract: "The key under which the database's secrets lie.", subcommands: [RotateSecretCommand.self])
}

struct RotateSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Seal the database's secrets under another key, in one step.",
        discussion: """
            KEPU_SECRET (or KEPU_SECRET_FILE) holds the key of today, the file after --new that of tomorrow: openssl rand -base64 32 > FILE.
            Not while a server has the database open. Backups made before need the old key.
            """)

    @Option(name: .customLong("new"), help: "The file that holds the new secret") var file: String
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let key = try SecretSetting.read(file)
        try database.requireFile()
        let count = try await database.with(.alone) { kepu in
            try await kepu.database.writeAlone { try $0.rotateSecrets(to: key) }
        }
        if output.json { return Terminal.say(DeclaredValue.record(of: ["sealed": count]).prettyJSON, end: "") }
        Terminal.say(
            Phrase(
                "已用新密钥重新封存 \(count) 个密钥。请把 KEPU_SECRET 换成新密钥再启动服务器；旧备份仍需旧密钥。",
                "\(Plural.of(Int64(count), "secret", "secrets")) sealed under the new key. Set KEPU_SECRET to it before the server starts; older backups need the old key."))
    }
}
