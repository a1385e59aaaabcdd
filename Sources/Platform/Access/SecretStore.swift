package import Storage

extension Transaction {
    /// A secret of the installation, made on first use and the same ever after.
    package func secret(_ name: String) throws -> [UInt8] {
        if let kept = try keptSecret(name) { return kept }
        let fresh = Array(Token().text.utf8)
        try execute("INSERT INTO access_secret (name, bytes) VALUES (\(name), \(fresh)) ON CONFLICT (name) DO NOTHING")
        return try keptSecret(name) ?? fresh
    }

    private func keptSecret(_ name: String) throws -> [UInt8]? {
        try row("SELECT bytes FROM access_secret WHERE name = \(name)") { try $0.blob("bytes") }
    }
}
