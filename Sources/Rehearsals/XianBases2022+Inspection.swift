import Kernel
import Rehearsal

extension XianBases2022 {
    /// Two inspectors go to every unit that is left; without them nothing could be proposed.
    func inspect(_ applied: [Applied]) async throws {
        try await stage.at("2022-12-15T17:00", Phrase("实地考察：逐家填写考察记录", "Site inspections: what is found at every unit is written down"))
        let office = try await stage.actor("office")
        try await office.go("/desk/calls/\(Self.call)/inspections")
        for one in applied {
            let path = "/desk/calls/\(Self.call)/inspections/\(one.id)"
            try stage.require(try await office.go(path))
            let kept = try await office.submit(path, ["held": "2022-12-15", "inspectors": "孙工、周工", "says": "场馆开放正常，与申报相符。"])
            try stage.require(kept, says: "The findings are kept")
        }
        stage.note(Phrase("考察 \(applied.count) 家", "\(applied.count) units were visited"))
    }
}
