import Language
import Testing

@testable import Activities

@Suite struct TitleLikenessTests {
    @Test(arguments: [
        ("与宇航员见面", "与宇航员见面", true), ("与宇航员见面", "《与宇航员见面》", true), ("与宇航员见面", "与宇航员见面会", true),
        ("与宇航员见面", "观星之夜", false), ("科普讲座", "科普展览", false), ("", "", false),
    ])
    func chinese(_ a: String, _ b: String, _ isNear: Bool) {
        #expect((TitleLikeness.of(a, b) >= TitleLikeness.near) == isNear, "\(a) \(b) \(TitleLikeness.of(a, b))")
    }

    @Test func theNearerLanguageCounts() {
        #expect(TitleLikeness.of(Wording("见面", "Meet the astronauts"), Wording("与航天员面对面", "Meet the Astronauts!")) == 1)
        #expect(TitleLikeness.of("Meet the astronauts", "A night of stars") == 0)
    }
}
