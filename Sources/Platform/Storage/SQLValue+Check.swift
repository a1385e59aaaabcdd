import Kernel

extension SQLValue {
    /// Refuses what the engines would treat differently: a NUL inside a text, a number that is none.
    package func checkBindable() throws {
        switch self {
        case .text(let text):
            guard text.utf8.withContiguousStorageIfAvailable({ !$0.contains(0) }) ?? !text.utf8.contains(0) else {
                throw Refusal(
                    .invalid, "nul-character", "文字中含有空字符（U+0000），无法保存。请删除后重试。",
                    "The text holds a NUL character (U+0000), which cannot be stored. Remove it and try again.")
            }
        case .real(let number):
            guard !number.isNaN else { throw StorageError.other(code: "nan", message: "not-a-number cannot be stored") }
        case .null, .integer, .blob: break
        }
    }
}
