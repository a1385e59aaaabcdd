import Kernel
import Testing

@testable import Access

@Suite("What a password must be")
struct PasswordRuleTests {
    @Test(arguments: [("1234567", "password-short"), ("", "password-short"), ("七个字的密码呀", "password-short"), (String(repeating: "长", count: 167), "password-long")])
    func outsideTheLimitsIsRefused(_ password: String, _ code: String) {
        let refusal = #expect(throws: Refusal.self) { try PasswordRule.check(password) }
        #expect(refusal?.code == code && refusal?.field == "password")
    }

    /// No rule about kinds of characters: blanks, one alphabet, Han characters.
    @Test(arguments: ["a long password", "correct horse battery", "lemon cycle gravel", "十个汉字也可以作密码吧", "kettle-orbit-32", "tvmqzrhw", "x7!pQ2#v"])
    func anythingElseGoes(_ password: String) throws { try PasswordRule.check(password, about: ["who@example.org", "王小明"]) }

    @Test(arguments: [
        "password", "Password1", "P@ssw0rd!", "1loveyou", "iloveyou2024", "qwertyuiop", "1qaz2wsx", "12345678", "87654321", "11111111", "aaaaaaaa",
        "abcabcabc", "19900101", "20081231", "woaini1314", "5201314520", "admin123!", "Welcome2024", "abcdefgh", "ABCD1234", "letmein!!", "qq123456",
        "zxcvbnm123", "asdfghjkl", "31415926", "dragon123", "kepu2024", "superman99", "wangwei123",
    ])
    func whatIsGuessedFirstIsRefused(_ password: String) {
        let refusal = #expect(throws: Refusal.self) { try PasswordRule.check(password) }
        #expect(refusal?.code == "password-common", "\(password)")
    }

    /// What is wrong with it is said.
    @Test(arguments: [
        ("abcabcabc", "repeats the same few characters"), ("1qaz2wsx", "a row of the keyboard"), ("19900101", "is a date"), ("kepu2024", "name of this site"),
        ("woaini1314", "common words with digits"), ("corvette", "lists of leaked ones"), ("Mercede1", "lists of leaked ones"),
        ("wanglihua!!", "your login or your name"),
    ]) func theSentenceSaysWhatIsWrong(_ password: String, _ says: String) {
        let refusal = #expect(throws: Refusal.self) { try PasswordRule.check(password, about: ["wanglihua@example.org"]) }
        #expect(refusal?.phrase.en.contains(says) == true, "\(password): \(refusal?.phrase.en ?? "")")
    }

    /// More than the three thousand commonest that fit the rule of length, none of which stands in the program.
    @Test func theListOfLeakedOnes() {
        #expect(LeakedPasswords.count > 11_000)
        for password in ["password", "qwertyuiop", "wonderwoman", "11234567", "SAMANTHA"] { #expect(LeakedPasswords.contain(password), "\(password)") }
        for password in ["kettle-orbit-32", "tvmqzrhw", "十个汉字也可以作密码吧", ""] { #expect(!LeakedPasswords.contain(password), "\(password)") }
    }

    @Test(arguments: ["zhanghua.yang@museum.cn", "zhanghua.yang", "zhanghua", "Zhanghuayang1", "+8613912345678", "yangzhanghua", "museumcn", "13912345678"])
    func whatIsKnownOfThePersonIsRefused(_ password: String) {
        let refusal = #expect(throws: Refusal.self) {
            try PasswordRule.check(password, about: ["zhanghua.yang@museum.cn", "Yangzhanghua", "+8613912345678", "museumcn"])
        }
        #expect(refusal?.code == "password-common", "\(password)")
    }
}
