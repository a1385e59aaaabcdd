import Kernel
import Web

extension APIForm {
    /// The object as a new record is sent, or a change of one, where every member may be left out and null takes away.
    ///
    /// - more: members beside those of the form.
    package func schema(_ name: String, isNew: Bool, adding more: [APISchema.Member] = []) -> APISchema {
        let own = members.map { member in
            let isRequired = isNew && Self.isRequired(member) && begins[Self.field(member).name] == nil
            var schema = Self.schema(of: member, ids: ids, isReading: false)
            if !isRequired, !Self.isBoolean(member) { schema = .orNull(schema) }
            return APISchema.Member(member.name, Self.title(of: member), schema, isRequired: isRequired)
        }
        return .named(name, .closed(own + more))
    }

    static func schema(of member: Member, ids: Set<String>, isReading: Bool) -> APISchema {
        switch member.shape {
        case .plain(let field):
            let plain = schema(of: field, ids: ids)
            return isReading && !field.required && !isBoolean(member) ? .orNull(plain) : plain
        case .wording(let zh, let en):
            let parts = [(name: "zh", field: zh), (name: "en", field: en)].map { part in
                APISchema.Member(part.name, part.field.label, .orNull(schema(of: part.field, ids: ids)), isRequired: isReading)
            }
            return isReading ? .orNull(.closed(parts)) : .closed(parts)
        case .ticks(let ticks): return .list(.text(values: ticks.map(\.word)))
        }
    }

    private static func schema(of field: FormField, ids: Set<String>) -> APISchema {
        if ids.contains(field.name) { return APIType<String>.id.schema }
        switch field.kind {
        case .text(let max), .longText(let max): return .text(pattern: "^[^\\u0000]*$", longest: max)
        case .integer(let range): return .integer(range)
        case .real(let range): return .number(range)
        case .checkbox: return .boolean
        case .day: return .text(format: "date")
        case .localTime: return .text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")
        case .choice(let choices): return .text(values: choices.map(\.value))
        case .webAddress: return .text(format: "uri", longest: 2000)
        case .email, .phone, .password, .choices, .file, .hidden: return .text(pattern: "^[^\\u0000]*$", longest: 254)
        }
    }

    private static func field(_ member: Member) -> FormField {
        switch member.shape {
        case .plain(let field): field
        case .wording(let zh, _): zh
        case .ticks(let ticks): ticks.first?.field ?? FormField("", "", "", .checkbox)
        }
    }

    private static func isRequired(_ member: Member) -> Bool { field(member).required }

    private static func isBoolean(_ member: Member) -> Bool {
        guard case .plain(let field) = member.shape, case .checkbox = field.kind else { return false }
        return true
    }
}
