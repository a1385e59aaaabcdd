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

    @Argument(help: "E-mail address or mobile number, the name to sign in with") var login: String
    @Option(help: "The name that others see (default: the login)") var name: String?
    @Option(help: "\(AddUserCommand.known) (the first account: administrator)") var role: String?
    @Option(help: "Over what: /, /region/610000/610100, /organisation/ID or /campaign/KEY") var scope = "/"
    @Flag(help: "Read the password from standard input") var passwordStdin = false
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let named = try role.map(Self.role)
        let folded = try LoginName.check(login)
        try Self.check(name: name)
        let given = passwordStdin ? readLine(strippingNewline: true) ?? "" : nil
        let password = given ?? Demonstration.password()
        try PasswordRule.check(password, about: [login, name ?? ""])
        let hash = try await Passwords.hash(password)
        let (login, name, wanted) = (folded, name ?? login, scope)
        let (role, scope, title) = try await database.with(.change) { kepu in
            let house = kepu.house
            return try await kepu.database.write { tx in
                let role = try named ?? Self.first(tx)
                let scope = try house.scope(wanted, in: tx)
                let account = try tx.addAccount(login: login, name: name, passwordHash: hash)
                try tx.grant(Grant(role, over: scope), to: account)
                return (role, scope, try house.title(of: scope, in: tx))
            }
        }
        if output.json {
            let model = DeclaredValue.record(of: ["login": login, "role": role.name, "scope": scope.path, "password": given == nil ? password : nil])
            return Terminal.say(model.prettyJSON, end: "")
        }
        Terminal.say(Phrase("已添加 \(login)（\(role.title.zh)：\(title.zh)）。", "Added \(login) (\(role.title.en): \(title.en))."))
        if given == nil { Terminal.say(Phrase("密码（只显示这一次）：\(password)", "Password, shown this once: \(password)")) }
    }

    private static func role(_ text: String) throws -> Role {
        if let role = Role.named(text) { return role }
        throw Refusal(.invalid, "role", "没有角色“\(text)”。可以是：\(known)。", "There is no role “\(text)”; there is: \(known).")
    }

    /// Who comes first has to be able to let the others in; nobody else becomes an administrator unsaid.
    private static func first(_ tx: Transaction) throws -> Role {
        guard try tx.identities().isEmpty else {
            throw Refusal(
                .invalid, "role", "已有账号，请用 --role 说明角色：\(known)。", "There are accounts already, so say as what with --role: \(known).", field: "role")
        }
        return .administrator
    }

    private static var known: String { Role.known.map(\.name).joined(separator: ", ") }

    /// A name is one line.
    private static func check(name: String?) throws {
        guard let name else { return }
        let isLine = name.unicodeScalars.allSatisfy { ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) }
        guard isLine, !name.allSatisfy(\.isWhitespace), name.count <= 100 else {
            throw Refusal(
                .invalid, "name", "姓名应为一行文字，不超过 100 字，不含控制字符。", "The name is one line of at most 100 characters, none of them a control character.",
                field: "name")
        }
    }
}
