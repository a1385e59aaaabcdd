import Kernel

/// What is wrong with one field as it was posted.
enum FormCheck {
    static func problem(of field: FormField, in posted: Posted, text: String) -> Phrase? {
        if case .file = field.kind {
            let missing = field.required && posted.uploads.allSatisfy { $0.field != field.name }
            return missing ? Phrase("请选择文件。", "Choose a file.") : nil
        }
        if text.utf8.contains(0) { return Phrase("含有不可见的空字符，请删除。", "It holds an invisible NUL character; remove it.") }
        guard !text.isEmpty else { return field.required ? required(field) : nil }
        switch field.kind {
        case .text(let max), .longText(let max): return tooLong(text, max)
        case .email:
            let halves = text.split(separator: "@", omittingEmptySubsequences: false)
            let right = halves.count == 2 && !halves[0].isEmpty && halves[1].contains(".") && !text.contains(" ")
            return right ? tooLong(text, 254) : Phrase("请填写电子邮箱，例如 name@example.org。", "Give an e-mail address such as name@example.org.")
        case .phone:
            let digits = text.filter { $0.isASCII && $0.isNumber }.count
            let right = (6...15).contains(digits) && text.allSatisfy { "0123456789+- ()".contains($0) }
            return right ? nil : Phrase("请填写电话号码，6 至 15 位数字。", "Give a phone number of 6 to 15 digits.")
        case .integer(let range):
            guard let number = Int64(text), range.contains(number) else {
                return Phrase("请填写 \(range.lowerBound) 至 \(range.upperBound) 的整数。", "Give a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
            return nil
        case .real(let range):
            guard let number = Double(text), number.isFinite, range.contains(number) else {
                return Phrase("请填写 \(range.lowerBound) 至 \(range.upperBound) 的数。", "Give a number from \(range.lowerBound) to \(range.upperBound).")
            }
            return nil
        case .day: return Day(iso: text) == nil ? Phrase("请按 2023-09-16 的样子填写日期。", "Give a date such as 2023-09-16.") : nil
        case .localTime:
            return LocalTime(iso: text) == nil ? Phrase("请按 2023-09-16T09:00 的样子填写时间。", "Give a time such as 2023-09-16T09:00.") : nil
        case .choice(let choices): return choices.contains { $0.value == text } ? nil : notOffered
        case .choices(let choices):
            let offered = Set(choices.map(\.value))
            return posted.fields.all(field.name).allSatisfy(offered.contains) ? nil : notOffered
        case .webAddress:
            let right = (text.hasPrefix("https://") || text.hasPrefix("http://")) && !text.contains(" ")
            return right ? tooLong(text, 2000) : Phrase("请填写以 https:// 开头的网址。", "Give a web address that begins with https://.")
        case .checkbox, .password, .hidden, .file: return nil
        }
    }

    private static let notOffered = Phrase("请从所列选项中选择。", "Choose one of the values offered.")

    private static func required(_ field: FormField) -> Phrase {
        Phrase("请填写“\(field.label.zh)”。", "“\(field.label.en)” is needed.")
    }

    private static func tooLong(_ text: String, _ max: Int) -> Phrase? {
        text.count > max ? Phrase("太长：最多 \(max) 个字符，现有 \(text.count) 个。", "Too long: \(max) characters at most, now \(text.count).") : nil
    }
}
