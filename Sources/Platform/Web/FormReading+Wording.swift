import Kernel
package import Language

/// A text in two fields, `name_zh` and `name_en`.
extension FormReading {
    /// Nil where the Chinese one is empty.
    package func wording(_ name: String) -> Wording? { textOrNil(name + "_zh").map { Wording($0, textOrNil(name + "_en")) } }

    /// Remarks on the Chinese one where only the English one is filled, which `wording` would lose.
    package mutating func demandChinese(of name: String) {
        guard textOrNil(name + "_en") != nil, textOrNil(name + "_zh") == nil else { return }
        remark(name + "_zh", Phrase("填写了英文，也请填写中文。", "Where there is English, give the Chinese too."))
    }
}
