package import Kernel
package import Storage

/// A one-time code or a recovery code that was looked at, to be used up in the transaction of what it allows.
package struct SecondStep: Sendable {
    private enum Kind: Sendable {
        case code(String)
        case recovery(place: Int, hash: String)
    }
    private let kind: Kind
    private let account: ID<Account>

    /// Refuses a code that cannot be right. A recovery code is checked here already, because its hash is slow on purpose.
    static func check(_ text: String, of account: ID<Account>, in database: Database) async throws -> SecondStep {
        let digits = OneTimeCode.folded(text)
        if digits.count == OneTimeCode.digits, digits.allSatisfy({ $0.isASCII && $0.isNumber }) { return SecondStep(kind: .code(digits), account: account) }
        guard let code = RecoveryCode.folded(text),
            let hash = try await database.read({ try $0.recoveryHash(code.place, of: account) }),
            await Passwords.matches(code.letters, hash: hash)
        else { throw Refusal.wrongCode }
        return SecondStep(kind: .recovery(place: code.place, hash: hash), account: account)
    }

    /// Checks a code of somebody who has signed in, with the pauses of signing in, and does what it allows in the transaction that uses it up.
    package static func confirm(
        _ text: String, of account: ID<Account>, in database: Database, _ change: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        try await database.write { tx in
            try tx.lock("sign-in/code/" + account.text)
            try tx.requireTry(SignInPause.codeCounts(of: account))
        }
        let proof = try await check(text, of: account, in: database)
        try await database.write { tx in
            try proof.use(tx)
            try tx.forgetSignInFailures(SignInPause.codeCounts(of: account))
            try change(tx)
        }
    }

    func use(_ tx: Transaction) throws {
        let isGood =
            switch kind {
            case .code(let digits): try tx.takeCode(digits, of: account)
            case .recovery(let place, let hash): try tx.takeRecovery(place, hash: hash, of: account)
            }
        guard isGood else { throw Refusal.wrongCode }
    }
}

extension RecoveryCode {
    /// Ten codes to be shown once, and what is kept of them.
    package static func hashed() async throws -> (shown: [String], hashes: [String]) {
        let codes = fresh()
        var hashes: [String] = []
        for code in codes { hashes.append(try await Passwords.hash(folded(code)?.letters ?? code)) }
        return (codes, hashes)
    }
}
