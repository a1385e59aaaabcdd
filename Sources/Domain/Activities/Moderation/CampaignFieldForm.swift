import Kernel
import Language
import Web

/// What a campaign asks beside, as fields of a form; they stand beside an activity's own without being taken for these.
enum CampaignFieldForm {
    static let prefix = "asked_"

    static func name(_ field: CampaignField) -> String { prefix + field.key }

    /// - isRequired: whether what must be known must be filled in here. A campaign's organiser may leave it to the host.
    static func fields(_ asked: [CampaignField], isRequired: Bool = true) -> [FormField] {
        asked.map { field in
            let kind: FormField.Kind = field.choices.isEmpty
                ? .text(max: CampaignField.most) : .choice(field.choices.map { .init($0, Phrase(same: $0)) })
            return FormField(name(field), field.name(.zh), field.name(.en), kind, required: field.isRequired && isRequired)
        }
    }

    static func form(_ asked: [CampaignField], isRequired: Bool = true) -> Form { Form(fields(asked, isRequired: isRequired)) }

    /// - values: by the field's key.
    static func filled(_ asked: [CampaignField], _ values: [String: String], isRequired: Bool = true) -> FormReading {
        let named = asked.compactMap { field in values[field.key].map { (name(field), $0) } }
        return form(asked, isRequired: isRequired).filled(Dictionary(named) { first, _ in first })
    }

    /// By the field's key; an empty text where nothing was said.
    static func values(_ reading: FormReading, _ asked: [CampaignField]) -> [String: String] {
        Dictionary(asked.map { ($0.key, reading.text(name($0))) }) { first, _ in first }
    }

    /// By the field's key, whatever was sent of them.
    static func values(of posted: Query) -> [String: String] {
        let sent = posted.pairs.filter { $0.name.hasPrefix(prefix) }.map { (String($0.name.dropFirst(prefix.count)), $0.value) }
        return Dictionary(sent) { first, _ in first }
    }
}
