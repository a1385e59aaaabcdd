import Kernel
import Web

/// Reads and checks the parameters of a request; the first thing that is wrong is refused and named.
struct APIQuestion: Sendable {
    let parameters: [APIParameter]
    let isPaged: Bool
    let form: @Sendable (Visit) async throws -> Form

    init(_ resource: APIResource) { (parameters, isPaged, form) = (resource.parameters, resource.isPaged, resource.form) }

    init(_ operation: APIOperation) {
        (parameters, isPaged) = (operation.parameters, operation.isPaged)
        form = { _ in APIParameter.form(operation.parameters) }
    }

    func call(_ visit: Visit, cursor: APICursor) async throws -> APICall {
        let asked = visit.query.asked
        try check(asked)
        var filters = Query(asked.pairs.filter { $0.name != "limit" && $0.name != "cursor" })
        filters.pairs.sort { ($0.name, $0.value) < ($1.name, $1.value) }
        let form = try await form(visit)
        var posted = Posted.nothing
        posted.fields = Query(filters.pairs.flatMap(split))
        let reading = form.read(posted)
        if let remark = reading.remarks.first { throw Refusal.parameterValue(remark.field, remark.says) }
        let question = visit.path + "?" + filters.encoded
        return APICall(
            visit: visit, reading: reading, limit: try limit(asked), after: try after(asked, cursor, question), filters: filters, cursor: cursor,
            question: question)
    }

    /// Several values may be given one by one, or with commas.
    private func split(_ pair: (name: String, value: String)) -> [(name: String, value: String)] {
        guard parameters.contains(where: { $0.isList && $0.field.name == pair.name }) else { return [pair] }
        return pair.value.split(separator: ",").map { (pair.name, String($0)) }
    }

    private func check(_ asked: Query) throws(Refusal) {
        let own = parameters.filter { !$0.isInPath }
        let known = Set(own.map(\.field.name) + (isPaged ? ["limit", "cursor"] : []))
        if let name = asked.unknownFilter(among: known) { throw .noParameter(name) }
        let lists = Set(own.filter(\.isList).map(\.field.name))
        var seen: Set<String> = []
        for (name, value) in asked.pairs where !lists.contains(name) {
            guard seen.insert(name).inserted else { throw .parameterTwice(name) }
            guard !value.utf8.contains(0) else {
                throw .parameterValue(name, Phrase("含有不可见的空字符，请删除。", "It holds an invisible NUL character; remove it."))
            }
        }
        for one in own {
            guard case .checkbox = one.field.kind, let value = asked[one.field.name], value != "1" else { continue }
            throw .parameterValue(one.field.name, Phrase("只能是 1，或者不写。", "It is 1, or left out."))
        }
    }

    private func limit(_ asked: Query) throws(Refusal) -> Int {
        guard isPaged, let text = asked["limit"] else { return APILimits.usual }
        guard let number = Int64(text), (1...APILimits.most).contains(number) else {
            throw .parameterValue(
                "limit", Phrase("“limit”应为 1 至 \(APILimits.most) 的整数。", "“limit” is a whole number from 1 to \(APILimits.most)."))
        }
        return Int(number)
    }

    private func after(_ asked: Query, _ cursor: APICursor, _ question: String) throws(Refusal) -> [String]? {
        guard isPaged, let text = asked["cursor"] else { return nil }
        guard let values = cursor.values(text, of: question) else { throw .cursorUnknown }
        return values
    }
}
