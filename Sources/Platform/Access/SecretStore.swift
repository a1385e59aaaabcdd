package import Kernel
package import Storage

extension Transaction {
    /// A secret of the installation, made on first use and the same ever after. Where the configuration has a key, it lies sealed under it.
    ///
    /// Refuses where it lies sealed under a key that this program was not given.
    package func secret(_ name: String) throws -> [UInt8] {
        if let kept = try keptSecret(name) { return kept }
        let fresh = Array(Token().text.utf8)
        let (bytes, mark) = try sealedSecret(name, fresh, under: installationKey)
        try execute("INSERT INTO access_secret (name, bytes, key_mark) VALUES (\(name), \(bytes), \(mark)) ON CONFLICT (name) DO NOTHING")
        return try keptSecret(name) ?? fresh
    }

    /// Seals what lies open from before there was a key, at the start of a program that has one. Refuses a key that is not the one under
    /// which the rest lies. Gives the number of secrets that it sealed.
    @discardableResult
    package func sealSecrets() throws -> Int {
        guard let key = installationKey else { return 0 }
        try lock("access.secrets")
        return try storedSecrets().reduce(0) { sealed, one in
            guard one.mark == nil else {
                _ = try opened(one)
                return sealed
            }
            try put(one.name, one.bytes, under: key)
            return sealed + 1
        }
    }

    /// Makes beside each of these secrets the one that is to take its place, or finds the one that was made already.
    func beginRotation(of names: [String]) throws -> [String: Reseal] {
        try lock("access.secrets")
        var seals: [String: Reseal] = [:]
        for name in names {
            guard let old = try keptSecret(name) else { continue }
            seals[name] = Reseal(old: old, new: try secret(name + StoredSecret.next))
        }
        return seals
    }

    /// Refuses while a rotation has not come to its end.
    package func requireNoRotation() throws {
        guard try storedSecrets().allSatisfy({ !$0.name.hasSuffix(StoredSecret.next) }) else { throw Refusal.secretHalf }
    }

    /// Seals every secret under another key instead; where one is to take the place of another, it does.
    package func rotateSecrets(to key: InstallationKey) throws -> Int {
        try lock("access.secrets")
        let (new, all) = try storedSecrets().parted { $0.name.hasSuffix(StoredSecret.next) }
        for one in all { try put(one.name, try opened(new.first { $0.name == one.name + StoredSecret.next } ?? one), under: key) }
        for one in new { try execute("DELETE FROM access_secret WHERE name = \(one.name)") }
        try record(LedgerEntry("people.secrets-rotated", "installation", ID<InstallationKey>(0), by: 0, visibility: .sealed))
        return all.count
    }

    /// How many secrets lie in the database without a key.
    package func openSecrets() throws -> Int { Int(try number("SELECT COUNT(*) FROM access_secret WHERE key_mark IS NULL") ?? 0) }

    private func storedSecrets() throws -> [StoredSecret] { try rows("SELECT name, bytes, key_mark FROM access_secret ORDER BY name", StoredSecret.init) }

    /// The secret if it was ever used: for readers, who can make none.
    package func keptSecret(_ name: String) throws -> [UInt8]? {
        try row("SELECT name, bytes, key_mark FROM access_secret WHERE name = \(name)", StoredSecret.init).map(opened)
    }

    private func opened(_ stored: StoredSecret) throws -> [UInt8] {
        guard let mark = stored.mark else { return stored.bytes }
        guard let key = installationKey else { throw Refusal.secretMissing }
        guard key.mark == mark else { throw Refusal.secretWrong }
        return try Sealing.open(stored.bytes, with: key.bytes, about: StoredSecret.subject(stored.name))
    }

    private func sealedSecret(_ name: String, _ plain: [UInt8], under key: InstallationKey?) throws -> ([UInt8], String?) {
        guard let key else { return (plain, nil) }
        return (try Sealing.seal(plain, with: key.bytes, about: StoredSecret.subject(name)), key.mark)
    }

    private func put(_ name: String, _ plain: [UInt8], under key: InstallationKey) throws {
        let (bytes, mark) = try sealedSecret(name, plain, under: key)
        try execute("UPDATE access_secret SET bytes = \(bytes), key_mark = \(mark) WHERE name = \(name)")
    }
}

extension [StoredSecret] {
    /// Those for which it holds, and the others.
    fileprivate func parted(_ holds: (StoredSecret) -> Bool) -> (those: [StoredSecret], others: [StoredSecret]) {
        (filter(holds), filter { !holds($0) })
    }
}

private struct StoredSecret {
    let name: String
    let bytes: [UInt8]
    /// The key under which it lies; nil: open.
    let mark: String?

    init(_ row: Row) throws { (name, bytes, mark) = (try row.text("name"), try row.blob("bytes"), try row.textOrNil("key_mark")) }

    /// Behind the name of the one that is to take its place.
    static let next = "/next"

    /// What a secret is sealed for.
    static func subject(_ name: String) -> String { "secret/\(name)" }
}

extension Refusal {
    package static let secretMissing = Refusal(
        .unavailable, "secret-missing", "这个数据库的密钥由配置中的 KEPU_SECRET 保护，现在没有设置。请设置 KEPU_SECRET 或 KEPU_SECRET_FILE。",
        "The secrets of this database lie sealed under KEPU_SECRET, which is not set. Set KEPU_SECRET or KEPU_SECRET_FILE.")
    package static let secretHalf = Refusal(
        .unavailable, "secret-half", "更换密钥没有做完。请用同一个新密钥文件再运行一次 kepu secret rotate，它会接着做完。",
        "A rotation of the secrets was not finished. Run kepu secret rotate once more, with the same new file; it goes on where it stopped.")
    package static let secretWrong = Refusal(
        .unavailable, "secret-wrong", "KEPU_SECRET 不是封存这个数据库所用的密钥。请使用原来的密钥；更换密钥用 kepu secret rotate。",
        "KEPU_SECRET is not the one under which this database was sealed. Give that one; kepu secret rotate changes it.")
}
