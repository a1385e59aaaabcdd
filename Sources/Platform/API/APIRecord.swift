import Kernel
package import Storage
import Web

/// A record as those who keep it see and change it: its fields, by what its versions are told apart, and how it is found.
package struct APIRecord<Model: Sendable>: Sendable {
    package let object: APIObject<Model>
    /// Whatever the record says follows from these parts.
    let version: @Sendable (Model) -> [String]
    let find: @Sendable (APIRequest, Transaction) throws -> Model

    /// - Parameters:
    ///   - version: each change of the record changes one of these.
    ///   - find: refuses whoever may not see the record; where it is to be changed (`tx.isWriting`), nobody else changes it until the
    ///     transaction ends.
    package init(
        _ object: APIObject<Model>, version: @escaping @Sendable (Model) -> [String], find: @escaping @Sendable (APIRequest, Transaction) throws -> Model
    ) {
        (self.object, self.version, self.find) = (object, version, find)
    }

    package func tag(_ model: Model) -> String { EntityTag.version([object.name] + version(model)) }

    func result(_ model: Model, status: Int = 200, path: String? = nil) -> APIResult {
        APIResult(status: status, json: object.json(model), tag: tag(model), path: path)
    }

    /// The record, if its version is one that whoever asks knows; else it is told as it is now.
    func seen(_ request: APIRequest, as condition: IfMatch?, _ tx: Transaction) throws -> Model {
        let model = try find(request, tx)
        if let condition, !condition.allows(tag(model)) { throw APIStale(current: result(model, status: 412)) }
        return model
    }
}

/// The record is another by now than the one that whoever asks has seen: nothing was changed.
struct APIStale: Error {
    let current: APIResult
}

/// The header `If-Match` (RFC 9110 §13.1.1): versions of a record that whoever asks has seen.
struct IfMatch: Sendable {
    private let tags: Set<String>
    private let isAny: Bool

    /// Nil where there is none.
    init?(_ header: String?) {
        guard let header else { return nil }
        let all = header.split(separator: ",").map { String($0.filter { $0 != " " && $0 != "\t" }) }.filter { !$0.isEmpty }
        guard !all.isEmpty else { return nil }
        (tags, isAny) = (Set(all), all.contains("*"))
    }

    /// Compared strongly: a weak tag fits nothing.
    func allows(_ tag: String) -> Bool { isAny || tags.contains(tag) }
}
