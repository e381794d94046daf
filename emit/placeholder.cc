#include "emit/digest.h"
#include "emit/json.h"
#include "emit/workbook.h"
