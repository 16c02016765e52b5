// Every engine of the kernels for unit tests, also those whose instructions Node still keeps behind a flag.
import '../linalg/kernels/compiled.ts'
import { allowRelaxedSimd } from './relaxedSimd.ts'

allowRelaxedSimd()
