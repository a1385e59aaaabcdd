/// The passwords that are guessed first, by rules beside the list of leaked ones: the words of which such lists are made, with what
/// people put around them (`Password123!`, `woaini1314`), rows of the keyboard, repetitions, days, and what is known of the person.
enum CommonPassword {
    /// Why a password is guessed soon.
    enum Weakness: Sendable, CaseIterable {
        case repetition, row, day, personal, site, common, leaked
    }

    /// Nil where nothing is against it.
    static func weakness(of password: String, knowing known: [String]) -> Weakness? {
        let plain = password.lowercased()
        if isRepetition(Array(plain.utf8)) { return .repetition }
        if isRow(plain) { return .row }
        let personal = Set(known.flatMap(parts))
        if personal.contains(plain) { return .personal }
        if plain.allSatisfy(\.isNumber) {
            if isDay(plain) { return .day }
            return numbers.contains(plain) || LeakedPasswords.contain(plain) ? .leaked : nil
        }
        // As it stands, and with signs read as the letters that they stand for.
        for word in [core(plain), unmasked(core(plain)), core(unmasked(plain))].map(wordOnly) {
            if personal.contains(word) { return .personal }
            if site.contains(word) { return .site }
            if isRow(word) { return .row }
            if words.contains(word) || isTwoWords(word) { return .common }
        }
        return LeakedPasswords.contain(plain) ? .leaked : nil
    }

    /// Without the digits and signs before and behind.
    private static func core(_ text: String) -> String {
        guard let first = text.firstIndex(where: \.isLetter), let last = text.lastIndex(where: \.isLetter) else { return "" }
        return String(text[first...last])
    }

    private static func wordOnly(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

    /// The same few characters again and again: `aaaaaaaa`, `12341234`, `abcabcab`.
    private static func isRepetition(_ bytes: [UInt8]) -> Bool {
        (1...4).contains { unit in bytes.count >= 2 * unit && bytes.indices.allSatisfy { bytes[$0] == bytes[$0 % unit] } }
    }

    /// A piece of a row, forwards or backwards.
    private static func isRow(_ text: String) -> Bool {
        guard text.count >= 6 else { return false }
        let turned = String(text.reversed())
        return rows.contains { $0.contains(text) || $0.contains(turned) }
    }

    /// `19900101`, `20081231`, with or without a year's four digits.
    private static func isDay(_ digits: String) -> Bool {
        guard digits.count == 8, let number = Int(digits) else { return false }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        return (1900...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }

    private static func isTwoWords(_ text: String) -> Bool {
        guard text.count >= 6 else { return false }
        return text.indices.dropFirst(2).contains { words.contains(String(text[..<$0])) && words.contains(String(text[$0...])) }
    }

    /// The whole and the parts of a login or a name: of `a.b@c.cn` also `ab`, of a telephone number also that without +86.
    private static func parts(_ text: String) -> [String] {
        let plain = text.lowercased()
        func pieces(_ text: Substring) -> [String] { text.split { !$0.isLetter && !$0.isNumber }.map(String.init) }
        let own = pieces(plain.prefix { $0 != "@" })
        let all = pieces(plain[...])
        let short = LoginName.isPhone(plain) ? [String(plain.dropFirst(3))] : []
        return ([plain, all.joined(), own.joined()] + all + short).filter { $0.count >= 3 }
    }

    private static func unmasked(_ text: String) -> String {
        String(text.map { masks[$0] ?? $0 })
    }

    private static let masks: [Character: Character] = ["0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"]

    private static let rows = [
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "!@#$%^&*()_+", "123qweasdzxc", "qweasdzxc123", "asdfghjkl123",
        "1a2b3c4d5e6f7g8h9i0j", "a1b2c3d4e5f6g7h8i9j0", "147258369", "159357", "789456123", "123654789", "zaqxswcdevfrbgtnhymjukilop",
    ]

    private static let numbers: Set<String> = [
        "11223344", "12344321", "12341234", "13145200", "13141314", "52013140", "52013145", "5201314520", "5201314521", "20131452", "1314520520",
        "11112222", "12121212", "12345679", "123456789", "0123456789", "1234567890", "9876543210", "123123123", "147852369", "741852963",
        "112233445566", "123321123", "1234554321", "100200300", "66668888", "88886666", "31415926", "314159265", "12301230", "10203040",
    ]

    /// What this site is called, and what it is about.
    private static let site: Set<String> = [
        "kepu", "kexue", "kexie", "keji", "kejiguan", "kepuri", "kexueri", "kepuguan", "scienceday", "sciencemuseum", "popularscience", "popularization",
    ]

    private static let words: Set<String> = site.union(
        """
        password passwort passw pass passwd secret geheim letmein welcome login logon access admin administrator root user guest test tester testing demo \
        default changeme change master manager system server computer internet database oracle public private qwerty qwert qwer asdf asdfgh zxcv zxcvbn \
        abc abcd abcde abcdef aaa abcabc iloveyou ilove loveyou love lovely sunshine princess dragon monkey football baseball basketball soccer superman \
        batman spiderman starwars pokemon naruto shadow flower angel jesus michael jordan jennifer thomas charlie robert daniel jessica ashley andrew \
        matthew joshua george hunter ranger killer trustno hello helloworld freedom whatever summer winter spring autumn monday friday january december \
        google facebook twitter amazon apple samsung microsoft windows android iphone linux github wechat weixin alipay taobao tencent baidu huawei xiaomi \
        qq woaini woainio woaini520 woaiwojia wodemima mima nihao nihaoma zhongguo china beijing shanghai guangzhou shenzhen chengdu xian wuhan aini \
        wang wangwei zhang zhangwei li liwei liu chen yang zhao huang zhou wu xu sun woshi wo shi ni hao asd qwe zxc zaq xsw cde rfv qaz wsx edc \
        museum science popular organiser moderator host office door \
        company office work home family mother father baby happy lucky money success secure security temp temporary new old first last one two
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
