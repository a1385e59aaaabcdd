import App
import Participation
import Rooms
import Testing

/// Every indicator that a room contributes stands in the dictionary, in the same words.
@Suite struct DictionaryOfTheHouseTests {
    @Test func everyIndicatorStandsInTheDictionary() throws {
        let edition = IndicatorDictionary.newest
        #expect(House.kepu.indicators.count >= 14)
        for indicator in House.kepu.indicators {
            let entry = try #require(edition[indicator.key], "\(indicator.key) is not in the dictionary")
            #expect(entry.name == indicator.title && entry.unit == indicator.unit && entry.definition == indicator.definition)
            #expect((entry.adds == .sum) == (indicator.total == .sum), "\(indicator.key)")
        }
        let keys = House.kepu.indicators.map(\.key)
        #expect(Set(keys).count == keys.count)
    }
}
