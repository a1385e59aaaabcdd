import Kernel
import Web

/// What is said of one thing.
enum PieceForm {
    /// - sets: to which of the unit's sets it may belong; empty where it is a set itself.
    static func form(_ sets: [Piece]) -> Form {
        var fields = [
            FormField(
                "number", "编号", "Number", .text(max: Piece.longestNumber), required: true,
                hint: Phrase("贴在实物上的编号，本单位内不重复。", "As on its label; no two things of your unit have the same.")),
            FormField("place", "存放位置", "Where it lies", .text(max: 200), hint: Phrase("例如：二号库 3 排。", "Such as: store 2, row 3.")),
        ]
        if !sets.isEmpty {
            fields.append(
                FormField(
                    "set", "属于哪一套", "Belongs to the set", .choice(sets.map { .init($0.id.text, $0.title) }),
                    hint: Phrase("单独出借的不选。", "None where it is lent by itself.")))
        }
        return Form(fields)
    }
}
