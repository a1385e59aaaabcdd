import Access
import App
import ArgumentParser
import Declaration
import Kernel
import Rooms
import Storage

struct SecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret", abstract: "The key under which the database's secrets lie.", subcommands: [RotateSecretCommand.self])
}

struct RotateSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Seal everything that is sealed anew, under other secrets and another key.",
        discussion: """
            KEPU_SECRET (or KEPU_SECRET_FILE) holds the key of today, the file after --new that of tomorrow: openssl rand -base64 32 > FILE.
            Not while a server has the database open. Cut off, it goes on when it is run again. Backups made before need the old key.
            """)

    @Option(name: .customLong("new"), help: "The file that holds the new secret") var file: String
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let key = try SecretSetting.read(file)
        try database.requireFile()
        let count = try await database.with(.alone) { kepu in
            try await SecretRotation(kepu.database, kepu.house.resealings).run(to: key)
        }
        if output.json { return Terminal.say(DeclaredValue.record(of: ["sealed": count]).prettyJSON, end: "") }
        Terminal.say(
            Phrase(
                "全部封存的内容已用 \(count) 个新密钥重新封存。请把 KEPU_SECRET 换成新密钥再启动服务器；旧备份仍需旧密钥。",
                "Everything sealed lies under \(Plural.of(Int64(count), "new secret", "new secrets")) now. Set KEPU_SECRET to it before the server starts; older backups need the old key."))
    }
}
