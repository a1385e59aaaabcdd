import Kernel

extension JSONParser {
    func problem(_ code: FormatProblem.Code, _ zh: String, _ en: String) -> FormatProblem {
        FormatProblem(code, Phrase(zh, en), line: cursor.line)
    }

    /// Names what stands there and what should.
    mutating func unexpected(_ zh: String, _ en: String) throws(FormatProblem) -> FormatProblem {
        guard let byte = try cursor.peek() else {
            return problem(.syntax, "文件在这里突然结束；这里应为\(zh)。", "The file ends here; expected \(en).")
        }
        let shown: Phrase
        switch byte {
        case 0x0A, 0x0D: shown = Phrase("换行", "a line break")
        case 0x21...0x7E: shown = Phrase("“\(Character(Unicode.Scalar(byte)))”", "“\(Character(Unicode.Scalar(byte)))”")
        default:
            let hex = "0x" + String(byte, radix: 16, uppercase: true)
            shown = Phrase("字节 \(hex)", "the byte \(hex)")
        }
        return problem(.syntax, "这里是\(shown.zh)，应为\(zh)。", "Found \(shown.en), expected \(en).")
    }
}
