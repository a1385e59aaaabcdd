package import Storage

extension Transaction {
    /// The numbers under which the catalogue keeps the entries that files know by these keys.
    package func resourceNumbers(_ keys: [String]) throws -> [String: Int64] {
        guard !keys.isEmpty else { return [:] }
        let found = try rows("SELECT key, id FROM resources_resource WHERE key IN (\(list: keys))") { (try $0.text("key"), try $0.int64("id")) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
