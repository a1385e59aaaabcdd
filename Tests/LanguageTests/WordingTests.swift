import Kernel
import Language
import Testing

@Suite("Texts of records")
struct WordingTests {
    @Test func fallBackToTheOther() {
        #expect(Wording("科普日", "Science Day")(.en) == "Science Day")
        #expect(Wording("科普日")(.en) == "科普日")
        #expect(Wording("", "Science Day")(.zh) == "Science Day")
        #expect(Wording("")(.zh) == "")
    }

    @Test func aBlankTranslationIsNone() {
        #expect(Wording("科", " ").en == nil)
        #expect(Wording("").isEmpty)
    }

    @Test func theLanguageOfWhatIsShown() {
        #expect(Wording("科普日").language(for: .en) == .zh)
        #expect(Wording("科普日", "Science Day").language(for: .en) == .en)
        #expect(Wording("", "Science Day").language(for: .zh) == .en)
    }

    @Test func asAPhrase() { #expect(Wording("科普日").phrase == Phrase("科普日", "科普日")) }
}
