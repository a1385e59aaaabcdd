import Access
import App
import ArgumentParser
import Declaration
import Foundation
import Kernel
import Rooms
import Storage

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "user", abstract: "Accounts.", subcommands: [AddUserCommand.self])
}

struct AddUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account with a role over a scope; the password is read from standard input, or made and printed once.",
        discussion: """
            kepu user add you@example.org --role administrator --scope /
            kepu user add county@example.org --role office --scope /region/610000/610100/610113
            """)

    @Argument(help: "E-mail address, the name to sign in with") var login: String
    @Option(help: "The name that others see (default: the address)") var name: String?
    @Option(help: "administrator, organiser, moderator, host, office or door") var role = "administrator"
    @Option(help: "Over what: /, /region/610000/610100, /organisation/ID or /campaign/KEY") var scope = "/"
    @Flag(help: "Read the password from standard input") var passwordStdin = false
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        guard let role = Role.named(role) else {
            let known = Role.known.map(\.name).joined(separator: ", ")
            throw Refusal(.invalid, "role", "没有角色“\(self.role)”。可以是：\(known)。", "There is no role “\(self.role)”; there is: \(known).")
        }
        let given = passwordStdin ? readLine(strippingNewline: true) ?? "" : nil
        let password = given ?? Demonstration.password()
        try Passwords.check(password)
        let hash = try await Passwords.hash(password)
        let (login, name, wanted) = (login, name ?? login, scope)
        let (scope, title) = try await database.with(.change) { kepu in
            let house = kepu.house
            return try await kepu.database.write { tx in
                let scope = try house.scope(wanted, in: tx)
                let account = try tx.addAccount(login: login, name: name, passwordHash: hash)
                try tx.grant(Grant(role, over: scope), to: account)
                return (scope, try house.title(of: scope, in: tx))
            }
        }
        if output.json {
            let model = DeclaredValue.record(of: ["login": login, "role": role.name, "scope": scope.path, "password": given == nil ? password : nil])
            return Terminal.say(model.prettyJSON, end: "")
        }
        Terminal.say(Phrase("已添加 \(login)（\(role.title.zh)：\(title.zh)）。", "Added \(login) (\(role.title.en): \(title.en))."))
        if given == nil { Terminal.say(Phrase("密码（只显示这一次）：\(password)", "Password, shown this once: \(password)")) }
    }
}
