import Foundation

/// Whether a value is what a schema says, for the part of JSON Schema that the API speaks. Gives what is wrong, each with its place.
struct SchemaCheck {
    let components: [String: Any]

    func problems(_ value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let found = components[name] as? [String: Any] else { return ["\(place): no schema \(name)"] }
            return problems(value, found, at: place)
        }
        if let any = schema["anyOf"] as? [[String: Any]] {
            let all = any.map { problems(value, $0, at: place) }
            return all.contains(where: \.isEmpty) ? [] : all.flatMap { $0 }
        }
        switch schema["type"] as? String {
        case "null": return value is NSNull ? [] : ["\(place): not null"]
        case "string": return text(value, schema, place)
        case "integer", "number": return number(value, schema, place)
        case "boolean": return isBoolean(value) ? [] : ["\(place): no boolean"]
        case "array":
            guard let list = value as? [Any], let item = schema["items"] as? [String: Any] else { return ["\(place): no list"] }
            return list.enumerated().flatMap { problems($1, item, at: "\(place)[\($0)]") }
        case "object": return object(value, schema, place)
        case let type: return ["\(place): a schema of type \(type ?? "none")"]
        }
    }

    private func text(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let text = value as? String else { return ["\(place): no text"] }
        if let values = schema["enum"] as? [String], !values.contains(text) { return ["\(place): \(text) is none of \(values)"] }
        if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil { return ["\(place): \(text) against \(pattern)"] }
        switch schema["format"] as? String {
        case "date": return text.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil ? ["\(place): \(text) is no date"] : []
        case "date-time": return text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) == nil ? ["\(place): \(text) is no moment"] : []
        default: return []
        }
    }

    private func number(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let number = value as? NSNumber, !isBoolean(value) else { return ["\(place): no number"] }
        if schema["type"] as? String == "integer", number.doubleValue != number.doubleValue.rounded() { return ["\(place): no whole number"] }
        if let least = schema["minimum"] as? NSNumber, number.doubleValue < least.doubleValue { return ["\(place): below \(least)"] }
        if let most = schema["maximum"] as? NSNumber, number.doubleValue > most.doubleValue { return ["\(place): above \(most)"] }
        return []
    }

    /// Every member that is required is there, and none that is not declared.
    private func object(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let members = value as? [String: Any] else { return ["\(place): no object"] }
        if let each = schema["additionalProperties"] as? [String: Any] {
            return members.flatMap { problems($0.value, each, at: "\(place).\($0.key)") }
        }
        let declared = schema["properties"] as? [String: [String: Any]] ?? [:]
        var all = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map { "\(place).\($0) is missing" }
        for (name, member) in members {
            guard let schema = declared[name] else {
                all.append("\(place).\(name) is not declared")
                continue
            }
            all += problems(member, schema, at: "\(place).\(name)")
        }
        return all
    }

    private func isBoolean(_ value: Any) -> Bool { (value as? NSNumber).map { String(cString: $0.objCType) == "c" || String(cString: $0.objCType) == "B" } ?? false }
}
