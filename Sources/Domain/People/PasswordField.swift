import Access
import Kernel
import Web

/// The field in which a new password is chosen, and how it is taken.
enum PasswordField {
    static let field = FormField(
        "password", "新密码", "New password", .password, required: true, hint: PasswordRule.hint, autocomplete: "new-password")

    /// The new password's hash; refuses what `PasswordRule` does not let pass. Taken as it was entered, blanks included.
    static func hash(_ visit: Visit, about account: Account) async throws -> String {
        let password = visit.posted.fields["password"] ?? ""
        try PasswordRule.check(password, about: [account.login, account.name, visit.posted.fields["name"] ?? ""])
        return try await Passwords.hash(password)
    }
}
